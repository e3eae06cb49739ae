// UTF-8 and UTF-16, one to the other. What is no valid text becomes U+FFFD.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace oxcom
{
namespace detail
{
inline constexpr char32_t replacement = 0xFFFD;

inline void append(std::string &text, char32_t c)
{
    auto byte = [&](char32_t bits) { text.push_back(static_cast<char>(static_cast<unsigned char>(bits))); };
    if (c < 0x80) {
        byte(c);
    } else if (c < 0x800) {
        byte(0xC0 | c >> 6), byte(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        byte(0xE0 | c >> 12), byte(0x80 | (c >> 6 & 0x3F)), byte(0x80 | (c & 0x3F));
    } else {
        byte(0xF0 | c >> 18), byte(0x80 | (c >> 12 & 0x3F)), byte(0x80 | (c >> 6 & 0x3F)), byte(0x80 | (c & 0x3F));
    }
}

inline void append(std::u16string &text, char32_t c)
{
    if (c < 0x10000) {
        text.push_back(static_cast<char16_t>(c));
    } else {
        text.push_back(static_cast<char16_t>(0xD800 + ((c - 0x10000) >> 10)));
        text.push_back(static_cast<char16_t>(0xDC00 + ((c - 0x10000) & 0x3FF)));
    }
}

// The character at the text's front, which is taken off.
inline char32_t take(std::u16string_view &text)
{
    char32_t c = text.front();
    text.remove_prefix(1);
    if (c < 0xD800 || c > 0xDFFF)
        return c;
    if (c > 0xDBFF || text.empty() || text.front() < 0xDC00 || text.front() > 0xDFFF)
        return replacement;
    c = 0x10000 + ((c - 0xD800) << 10) + (text.front() - 0xDC00);
    text.remove_prefix(1);
    return c;
}

inline char32_t take(std::string_view &text)
{
    auto lead = static_cast<unsigned char>(text.front());
    text.remove_prefix(1);
    if (lead < 0x80)
        return lead;
    const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC2 ? 1 : 0;
    if (more == 0 || lead > 0xF4)
        return replacement;
    char32_t c = lead & (0x3F >> more);
    for (int taken = 0; taken < more; ++taken) {
        if (text.empty() || (static_cast<unsigned char>(text.front()) & 0xC0) != 0x80)
            return replacement;
        c = c << 6 | (static_cast<unsigned char>(text.front()) & 0x3F);
        text.remove_prefix(1);
    }
    constexpr char32_t least[] = {0, 0x80, 0x800, 0x10000};
    return c < least[more] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF) ? replacement : c;
}
} // namespace detail

inline std::string to_utf8(std::u16string_view text)
{
    std::string converted;
    while (!text.empty())
        detail::append(converted, detail::take(text));
    return converted;
}

inline std::u16string to_utf16(std::string_view text)
{
    std::u16string converted;
    while (!text.empty())
        detail::append(converted, detail::take(text));
    return converted;
}
} // namespace oxcom
