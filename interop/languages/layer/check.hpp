// A test program's assertions: each says where it failed and what it saw.
#pragma once

#include <cstdio>
#include <cstdlib>

#define CHECK(condition)                                                                                           \
    do {                                                                                                           \
        if (!(condition)) {                                                                                        \
            std::fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition);                           \
            std::exit(1);                                                                                          \
        }                                                                                                          \
    } while (false)

#define CHECK_HR(expected, call)                                                                                   \
    do {                                                                                                           \
        const HRESULT checked_hr = (call);                                                                         \
        if (checked_hr != (expected)) {                                                                            \
            std::fprintf(stderr, "%s:%d: %s gives 0x%08x\n", __FILE__, __LINE__, #call,                            \
                         static_cast<unsigned>(checked_hr));                                                       \
            std::exit(1);                                                                                          \
        }                                                                                                          \
    } while (false)
