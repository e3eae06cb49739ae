// A client of the image source in C++: gets images as COM objects and reads their pixels where they are.
//
//     image-client-cpp [FRAMES]      20,000 frames; prints the first ones, every 1000th, and what a frame costs
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include <oxcom/com.hpp>

#include "../../cpp/image_source.hpp"

namespace
{
void print(size_t frame, const Image2d &image, std::span<const uint8_t> pixels)
{
    const auto *format = reinterpret_cast<const char *>(&image.format);
    std::printf("frame %zu: %.6f s, %.4s, %u x %u, %zu bytes, [", frame, image.time, format, image.dims[0],
                image.dims[1], pixels.size());
    for (size_t index = 0; index < std::min<size_t>(8, pixels.size()); ++index)
        std::printf("%s%02x", index ? ", " : "", pixels[index]);
    std::puts("] ...");
    std::fflush(stdout);
}

void run(size_t frames)
{
    using clock = std::chrono::steady_clock;
    oxcom::co_init apartment;
    GUID clsid;
    oxcom::check(CLSIDFromProgID(u"ImageSource.HandleMgr", &clsid));
    auto manager = oxcom::create<IHandleMgr>(clsid, CLSCTX_LOCAL_SERVER);
    std::vector<double> microseconds(frames);
    const auto started = clock::now();
    for (size_t frame = 0; frame < frames; ++frame) {
        const auto began = clock::now();
        oxcom::com_ptr<IImageHandle> handle;
        oxcom::check(manager->GetImageHandle(handle.put()));
        Image2d image{};
        oxcom::check(handle->GetData(&image));
        auto pixels = oxcom::safe_array<uint8_t>::attach(image.data);
        if (frame < 4 || frame % 1000 == 0)
            print(frame, image, pixels.view());
        pixels.reset();
        handle.reset();
        microseconds[frame] = std::chrono::duration<double, std::micro>(clock::now() - began).count();
    }
    const std::chrono::duration<double> passed = clock::now() - started;
    uint64_t copied = 0;
    uint32_t live = 0;
    auto statistics = manager.query<IImageStatistics>();
    oxcom::check(statistics->PixelBytesCopied(&copied));
    oxcom::check(statistics->LiveObjects(&live));
    std::ranges::sort(microseconds);
    std::printf("%zu frames in %.3f s: p50 %.1f us, p99 %.1f us; the server copied %llu bytes and holds %u images\n",
                frames, passed.count(), microseconds[frames / 2], microseconds[frames * 99 / 100],
                static_cast<unsigned long long>(copied), live);
}
} // namespace

int main(int count, char **words)
try {
    run(count > 1 ? std::max(1ul, std::strtoul(words[1], nullptr, 10)) : 20'000);
} catch (const std::exception &error) {
    std::fprintf(stderr, "image-client-cpp: %s\n", error.what());
    return 1;
}
