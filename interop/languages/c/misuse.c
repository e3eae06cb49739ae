/* Wrong use in C, and the HRESULT in which it ends. A line for each: "ok NAME: HRESULT", "FAILED NAME: HRESULT".
 *
 *     misuse-c
 */
#define COBJMACROS
#define INITGUID
#include "peer.h"

#include <pthread.h>
#include <stdio.h>

DEFINE_GUID(CLSID_Peer, 0x8a3b1d00, 0x6e5f, 0x4b0a, 0x9c, 0x77, 0x51, 0xd2, 0xe0, 0xc4, 0xf1, 0x00);

static HRESULT create(IPeer **peer)
{
    return CoCreateInstance(&CLSID_Peer, NULL, CLSCTX_LOCAL_SERVER, &IID_IPeer, (void **)peer);
}

/* 1 if it is not the HRESULT that it should be. */
static int tell(const char *name, HRESULT saw, HRESULT expected)
{
    printf("%s %s: 0x%08x\n", saw == expected ? "ok" : "FAILED", name, (unsigned)saw);
    return saw != expected;
}

struct smuggled
{
    IPeer *peer;
    HRESULT answer;
};

static void *use(void *smuggled)
{
    struct smuggled *call = smuggled;
    uint32_t id;
    call->answer = IPeer_Process(call->peer, &id);
    return NULL;
}

/* Has another thread call an object of this thread's single-threaded apartment. */
static void *own(void *answer)
{
    struct smuggled call = {NULL, E_UNEXPECTED};
    pthread_t other;
    if (SUCCEEDED(CoInitializeEx(NULL, COINIT_APARTMENTTHREADED))) {
        if (SUCCEEDED(create(&call.peer))) {
            if (pthread_create(&other, NULL, use, &call) == 0)
                pthread_join(other, NULL);
            IPeer_Release(call.peer);
        }
        CoUninitialize();
    }
    *(HRESULT *)answer = call.answer;
    return NULL;
}

int main(void)
{
    IPeer *peer = NULL;
    IUnknown *other = NULL;
    HRESULT answer = E_UNEXPECTED;
    pthread_t owner;
    int wrong = tell("uninitialised", create(&peer), CO_E_NOTINITIALIZED);
    if (FAILED(CoInitializeEx(NULL, COINIT_MULTITHREADED)) || FAILED(create(&peer)))
        return 2;
    wrong |= tell("interface", IPeer_QueryInterface(peer, &IID_IProgress, (void **)&other), E_NOINTERFACE);
    if (pthread_create(&owner, NULL, own, &answer) == 0)
        pthread_join(owner, NULL);
    wrong |= tell("thread", answer, RPC_E_WRONG_THREAD);
    wrong |= tell("argument", IPeer_Process(peer, NULL), HRESULT_FROM_WIN32(RPC_X_NULL_REF_POINTER));
    puts("impossible released: a pointer does not tell");
    IPeer_Release(peer);
    CoUninitialize();
    return wrong;
}
