// Wrong use in C++, and the error in which it ends. A line for each: "ok NAME: error", "FAILED NAME: ...".
//
//     misuse-cpp
#include <cstdio>
#include <functional>
#include <string>
#include <thread>

#include <oxcom/com.hpp>

#include "peer.hpp"

namespace
{
DEFINE_GUID(CLSID_Peer, 0x8a3b1d00, 0x6e5f, 0x4b0a, 0x9c, 0x77, 0x51, 0xd2, 0xe0, 0xc4, 0xf1, 0x00);

oxcom::com_ptr<IPeer> create() { return oxcom::create<IPeer>(CLSID_Peer, CLSCTX_LOCAL_SERVER); }

// Whether something throws the error that it should.
bool tell(const char *name, HRESULT expected, const std::function<void()> &wrong)
{
    try {
        wrong();
        std::printf("FAILED %s: no error\n", name);
        return false;
    } catch (const oxcom::error &error) {
        const bool good = error.code() == expected;
        std::printf("%s %s: oxcom::error, %s\n", good ? "ok" : "FAILED", name, error.what());
        return good;
    }
}

// Calls an object of another thread's single-threaded apartment.
void use_on_a_wrong_thread()
{
    HRESULT answer = S_OK;
    std::thread([&] {
        oxcom::co_init apartment(COINIT_APARTMENTTHREADED);
        oxcom::com_ptr<IPeer> peer = create();
        std::thread([&] {
            uint32_t id = 0;
            answer = peer->Process(&id);
        }).join();
    }).join();
    oxcom::check(answer);
}

bool run()
{
    bool good = tell("uninitialised", CO_E_NOTINITIALIZED, [] { create(); });
    oxcom::co_init apartment;
    oxcom::com_ptr<IPeer> peer = create();
    good &= tell("interface", E_NOINTERFACE, [&] { peer.query<IProgress>(); });
    good &= tell("thread", RPC_E_WRONG_THREAD, use_on_a_wrong_thread);
    good &= tell("argument", HRESULT_FROM_WIN32(RPC_X_NULL_REF_POINTER), [&] { oxcom::check(peer->Process(nullptr)); });
    peer.reset();
    good &= tell("released", E_POINTER, [&] {
        uint32_t id = 0;
        oxcom::check(peer->Process(&id));
    });
    return good;
}
} // namespace

int main()
try {
    return run() ? 0 : 1;
} catch (const std::exception &error) {
    std::fprintf(stderr, "misuse-cpp: %s\n", error.what());
    return 1;
}
