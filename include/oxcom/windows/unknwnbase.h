/* unknwnbase.h, for headers that widl makes: see windows.h. */
#pragma once
#include "windows.h"
