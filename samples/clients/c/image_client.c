/* A client of the image source in C: gets images as COM objects and reads their pixels where they are.
 *
 *     image-client-c [FRAMES]      20,000 frames; prints the first ones, every 1000th, and what a frame costs
 */
#define COBJMACROS
#define INITGUID
#include "image_source.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return 1e6 * (double)time.tv_sec + 1e-3 * (double)time.tv_nsec;
}

/* Says what failed, in the callee's words if there are any. */
static int failed(const char *what, HRESULT hr)
{
    IErrorInfo *info = NULL;
    BSTR text = NULL;
    fprintf(stderr, "image-client-c: %s: HRESULT 0x%08x", what, (unsigned)hr);
    if (GetErrorInfo(0, &info) == S_OK && info != NULL) {
        if (SUCCEEDED(IErrorInfo_GetDescription(info, &text))) {
            fputs(": ", stderr);
            for (UINT index = 0; index < SysStringLen(text); ++index)
                fputc(text[index] < 0x80 ? text[index] : '?', stderr);
        }
        SysFreeString(text);
        IErrorInfo_Release(info);
    }
    fputc('\n', stderr);
    return 1;
}

static HRESULT show(size_t frame, const Image2d *image)
{
    const uint8_t *pixels = NULL;
    char format[5] = {0};
    HRESULT hr = SafeArrayAccessData(image->data, (void **)&pixels);
    if (FAILED(hr))
        return hr;
    memcpy(format, &image->format, 4);
    printf("frame %zu: %.6f s, %s, %u x %u, %u bytes, [", frame, image->time, format, image->dims[0], image->dims[1],
           image->data->rgsabound[0].cElements);
    for (int index = 0; index < 8; ++index)
        printf("%s%02x", index ? ", " : "", pixels[index]);
    puts("] ...");
    fflush(stdout);
    return SafeArrayUnaccessData(image->data);
}

static HRESULT fetch(IHandleMgr *manager, size_t frame)
{
    IImageHandle *handle = NULL;
    Image2d image = {0};
    HRESULT hr = IHandleMgr_GetImageHandle(manager, &handle);
    if (FAILED(hr))
        return hr;
    hr = IImageHandle_GetData(handle, &image);
    if (SUCCEEDED(hr) && (frame < 4 || frame % 1000 == 0))
        hr = show(frame, &image);
    if (image.data != NULL)
        SafeArrayDestroy(image.data);
    IImageHandle_Release(handle);
    return hr;
}

static int compare(const void *a, const void *b)
{
    const double first = *(const double *)a, second = *(const double *)b;
    return (first > second) - (first < second);
}

/* The line that the clients in all languages end with. */
static HRESULT print_figures(IHandleMgr *manager, size_t frames, double passed, double *microseconds)
{
    IImageStatistics *statistics = NULL;
    uint64_t copied = 0;
    uint32_t live = 0;
    HRESULT hr = IHandleMgr_QueryInterface(manager, &IID_IImageStatistics, (void **)&statistics);
    if (FAILED(hr))
        return hr;
    hr = IImageStatistics_PixelBytesCopied(statistics, &copied);
    if (SUCCEEDED(hr))
        hr = IImageStatistics_LiveObjects(statistics, &live);
    IImageStatistics_Release(statistics);
    if (FAILED(hr))
        return hr;
    qsort(microseconds, frames, sizeof *microseconds, compare);
    printf("%zu frames in %.3f s: p50 %.1f us, p99 %.1f us; the server copied %llu bytes and holds %u images\n", frames,
           1e-6 * passed, microseconds[frames / 2], microseconds[frames * 99 / 100], (unsigned long long)copied, live);
    return S_OK;
}

static int run(size_t frames, double *microseconds)
{
    IHandleMgr *manager = NULL;
    GUID clsid;
    HRESULT hr = CLSIDFromProgID(u"ImageSource.HandleMgr", &clsid);
    if (SUCCEEDED(hr))
        hr = CoCreateInstance(&clsid, NULL, CLSCTX_LOCAL_SERVER, &IID_IHandleMgr, (void **)&manager);
    if (FAILED(hr))
        return failed("CoCreateInstance", hr);
    for (size_t frame = 0; frame < frames; ++frame)
        microseconds[frame] = -1; /* all of the memory now: the loop needs no more */
    const double started = now();
    for (size_t frame = 0; frame < frames && SUCCEEDED(hr); ++frame) {
        const double began = now();
        hr = fetch(manager, frame);
        microseconds[frame] = now() - began;
    }
    if (SUCCEEDED(hr))
        hr = print_figures(manager, frames, now() - started, microseconds);
    IHandleMgr_Release(manager);
    return FAILED(hr) ? failed("a frame", hr) : 0;
}

int main(int count, char **words)
{
    const size_t asked = count > 1 ? strtoul(words[1], NULL, 10) : 20000;
    const size_t frames = asked ? asked : 1;
    double *microseconds = malloc(frames * sizeof *microseconds);
    HRESULT hr = microseconds ? CoInitializeEx(NULL, COINIT_MULTITHREADED) : E_OUTOFMEMORY;
    if (FAILED(hr))
        return failed("CoInitializeEx", hr);
    const int status = run(frames, microseconds);
    free(microseconds);
    CoUninitialize();
    return status;
}
