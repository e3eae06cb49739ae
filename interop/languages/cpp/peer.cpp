// Client and server of the tests across languages, in C++: called as the Rust one is, and it says the same.
//
//     language-peer-cpp serve|check|hold|bereaved
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <functional>
#include <iostream>
#include <string>
#include <unistd.h>
#include <vector>

#include <oxcom/com.hpp>

#include "peer.hpp"

namespace
{
using oxcom::bstr;
using oxcom::com_ptr;

DEFINE_GUID(CLSID_Peer, 0x8a3b1d00, 0x6e5f, 0x4b0a, 0x9c, 0x77, 0x51, 0xd2, 0xe0, 0xc4, 0xf1, 0x00);

// A large array: an image of 33 MB.
constexpr uint32_t LARGE = 33'000'000;

class peer : public oxcom::implements<IPeer, IAgileObject>
{
public:
    STDMETHODIMP Scalars(int8_t a, uint16_t b, int32_t c, uint64_t d, float e, double f, double *sum) override
    {
        *sum = a + b + static_cast<double>(c) + static_cast<double>(d) + e + f;
        return S_OK;
    }
    STDMETHODIMP Echo(BSTR text, BSTR *same) override
    {
        bstr copy;
        const HRESULT hr = copy.try_assign({text ? text : u"", SysStringLen(text)});
        *same = copy.detach();
        return hr;
    }
    STDMETHODIMP Fill(uint32_t count, uint8_t seed, SAFEARRAY **bytes) override
    {
        return oxcom::result_of([&] {
            oxcom::safe_array<uint8_t> array(count);
            for (uint8_t &byte : array.span())
                byte = seed++;
            *bytes = array.detach();
        });
    }
    STDMETHODIMP Total(SAFEARRAY *bytes, uint64_t *total) override
    {
        oxcom::safe_array<uint8_t> borrowed;
        if (const HRESULT hr = borrowed.try_attach(bytes); FAILED(hr))
            return hr;
        *total = 0;
        for (uint8_t byte : borrowed.view())
            *total += byte;
        (void)borrowed.detach(); // an [in] array stays the caller's
        return S_OK;
    }
    STDMETHODIMP Advance(const Sample *sample, Sample *next) override
    {
        *next = *sample;
        next->time += 1;
        next->dims[0] += 1;
        next->dims[1] += 1;
        next->valid = sample->valid ? VARIANT_FALSE : VARIANT_TRUE;
        next->count += 1;
        return S_OK;
    }
    STDMETHODIMP Run(IProgress *progress, int32_t steps, int32_t *done) override
    {
        return oxcom::result_of([&] {
            VARIANT_BOOL go_on = VARIANT_TRUE;
            for (*done = 0; *done < steps && go_on; ++*done) {
                bstr text(oxcom::to_utf16("step " + std::to_string(*done + 1) + " \U0001F680"));
                oxcom::check(progress->Report(*done + 1, text.get(), &go_on));
            }
        });
    }
    STDMETHODIMP Fail(HRESULT code, BSTR message) override
    {
        return oxcom::fail(code, {message ? message : u"", SysStringLen(message)});
    }
    STDMETHODIMP Process(uint32_t *id) override { return *id = static_cast<uint32_t>(getpid()), S_OK; }

private:
    oxcom::server_lock lock_;
};

// Stops after three steps; remembers what it was told. The calls come one after the other.
class progress : public oxcom::implements<IProgress, IAgileObject>
{
public:
    std::vector<std::string> told;

    STDMETHODIMP Report(int32_t step, BSTR text, VARIANT_BOOL *go_on) override
    {
        told.push_back(oxcom::to_utf8({text, SysStringLen(text)}));
        *go_on = step < 3 ? VARIANT_TRUE : VARIANT_FALSE;
        return S_OK;
    }
};

// What was seen instead of what should be.
struct wrong
{
    std::string saw;
};

void expect(bool so, const std::string &saw)
{
    if (!so)
        throw wrong{saw};
}

std::string milliseconds_since(std::chrono::steady_clock::time_point began)
{
    const auto passed = std::chrono::steady_clock::now() - began;
    return std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(passed).count()) + " ms";
}

std::string scalars(IPeer *peer)
{
    double sum = 0;
    oxcom::check(peer->Scalars(-128, 65535, INT32_MIN, 1ull << 40, 0.5f, -0.25, &sum));
    expect(sum == -128.0 + 65535.0 - 2147483648.0 + 1099511627776.0 + 0.25, std::to_string(sum));
    return "";
}

std::string strings(IPeer *peer)
{
    std::u16string crabs;
    for (int count = 0; count < 100'000; ++count)
        crabs += u"\U0001F980";
    for (const std::u16string &text : {std::u16string(), std::u16string(u"\u00E4\U0001F600\0b \u6F22\u5B57", 8), crabs}) {
        bstr same;
        oxcom::check(peer->Echo(bstr(std::u16string_view(text)).get(), same.put()));
        expect(same == std::u16string_view(text), std::to_string(same.size()));
    }
    return "";
}

std::string array_out(IPeer *peer)
{
    const auto began = std::chrono::steady_clock::now();
    SAFEARRAY *array = nullptr;
    oxcom::check(peer->Fill(LARGE, 7, &array));
    auto bytes = oxcom::safe_array<uint8_t>::attach(array);
    uint8_t next = 7;
    bool right = bytes.size() == LARGE;
    for (uint8_t byte : bytes.view())
        right = right && byte == next++;
    expect(right, std::to_string(bytes.size()));
    return milliseconds_since(began);
}

std::string array_in(IPeer *peer)
{
    oxcom::safe_array<uint8_t> bytes(LARGE);
    std::ranges::fill(bytes.span(), uint8_t{3});
    const auto began = std::chrono::steady_clock::now();
    uint64_t total = 0;
    oxcom::check(peer->Total(bytes.get(), &total));
    expect(total == 3ull * LARGE, std::to_string(total));
    return milliseconds_since(began);
}

std::string structs(IPeer *peer)
{
    const GUID id{0x00112233, 0x4455, 0x6677, {0x88, 0x99, 0xAA, 0xBB, 0xCC, 0xDD, 0xEE, 0xFF}};
    const Sample sample{1.5, id, {640, 480}, VARIANT_TRUE, -1};
    Sample next{};
    oxcom::check(peer->Advance(&sample, &next));
    expect(next.time == 2.5 && next.id == id && next.dims[0] == 641 && next.dims[1] == 481 &&
               next.valid == VARIANT_FALSE && next.count == 0,
           std::to_string(next.time));
    return "";
}

std::string callbacks(IPeer *peer)
{
    auto called = oxcom::make<progress>();
    int32_t done = 0;
    oxcom::check(peer->Run(called.get(), 10, &done));
    expect(done == 3 && called->told == std::vector<std::string>{"step 1 \U0001F680", "step 2 \U0001F680",
                                                                 "step 3 \U0001F680"},
           std::to_string(done) + " steps");
    return "";
}

const std::pair<HRESULT, std::u16string> failures[] = {{E_ACCESSDENIED, u"no entry \U0001F6AB"},
                                                       {static_cast<HRESULT>(0x80041234), u"own code"}};

std::string errors(IPeer *peer)
{
    for (const auto &[code, message] : failures) {
        const HRESULT hr = peer->Fail(code, bstr(std::u16string_view(message)).get());
        expect(hr == code, oxcom::code_text(hr));
    }
    return "";
}

std::string messages(IPeer *peer)
{
    for (const auto &[code, message] : failures) {
        const std::string said = oxcom::error_message(peer->Fail(code, bstr(std::u16string_view(message)).get()));
        expect(said == oxcom::to_utf8(message), said);
    }
    return "";
}

com_ptr<IPeer> create() { return oxcom::create<IPeer>(CLSID_Peer, CLSCTX_LOCAL_SERVER); }

// Calls every method; true if all answered as they should.
bool check_all()
{
    com_ptr<IPeer> peer = create();
    const std::pair<const char *, std::string (*)(IPeer *)> checks[] = {
        {"scalars", scalars}, {"strings", strings},     {"array-out", array_out}, {"array-in", array_in},
        {"structs", structs}, {"callbacks", callbacks}, {"errors", errors},
        {"messages", messages},
    };
    bool good = true;
    for (const auto &[name, check] : checks) {
        try {
            const std::string said = check(peer.get());
            std::cout << "ok " << name << " " << said << std::endl;
        } catch (const wrong &seen) {
            std::cout << "FAILED " << name << ": wrong: " << seen.saw << std::endl;
            good = false;
        } catch (const std::exception &error) {
            std::cout << "FAILED " << name << ": " << error.what() << std::endl;
            good = false;
        }
    }
    return good;
}

com_ptr<IPeer> hold()
{
    com_ptr<IPeer> peer = create();
    uint32_t id = 0;
    oxcom::check(peer->Process(&id));
    std::cout << "holding " << id << std::endl;
    std::string line;
    std::getline(std::cin, line);
    return peer;
}

// True if the call after the server's death fails.
bool bereaved()
{
    com_ptr<IPeer> peer = hold();
    uint32_t id = 0;
    const HRESULT hr = peer->Process(&id);
    if (SUCCEEDED(hr)) {
        std::cout << "FAILED kill-server: process " << id << " answers" << std::endl;
        return false;
    }
    std::cout << "ok kill-server " << oxcom::error_message(hr) << std::endl;
    return true;
}

int run(const std::string &mode)
{
    oxcom::co_init apartment;
    if (mode == "serve") {
        oxcom::server server;
        server.add(CLSID_Peer, [] { return oxcom::make<peer>()->unknown(); });
        oxcom::check(server.run());
        return 0;
    }
    if (mode == "hold")
        return hold() ? 0 : 1;
    if (mode == "check" || mode == "bereaved")
        return (mode == "check" ? check_all() : bereaved()) ? 0 : 1;
    std::cerr << "language-peer-cpp serve|check|hold|bereaved\n";
    return 1;
}
} // namespace

int main(int count, char **words)
try {
    return run(count > 1 ? words[1] : "");
} catch (const std::exception &error) {
    std::cerr << "language-peer-cpp: " << error.what() << std::endl;
    return 1;
}
