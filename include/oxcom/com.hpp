// The C++ layer over oxcom.h: header-only, C++20, with or without exceptions.
//
// | apartment.hpp   co_init                                    | safe_array.hpp  safe_array<T> as std::span
// | com_ptr.hpp     com_ptr<I>: query, try_query, put; create  | variant.hpp     variant
// | error.hpp       error, check, error_message, fail          | implements.hpp  implements<I...>, make
// | bstr.hpp        bstr                                       | module.hpp      server, class_object, can_unload_now
//
// With -fsanitize=undefined add -fno-sanitize=vptr: an object of another language has a vtable, but no type information of
// C++ in front of it.
#pragma once

#include "apartment.hpp"
#include "bstr.hpp"
#include "com_ptr.hpp"
#include "error.hpp"
#include "implements.hpp"
#include "module.hpp"
#include "safe_array.hpp"
#include "text.hpp"
#include "variant.hpp"
