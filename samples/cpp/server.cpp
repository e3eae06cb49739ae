// The image source in C++: a server program with the same classes and interfaces as the Rust one. It needs no files: its
// pictures are computed.
//
//     image-source-cpp [-Embedding]
#include <chrono>
#include <cstdio>
#include <memory>
#include <unistd.h>
#include <vector>

#include "image.hpp"

namespace
{
using oxcom::com_ptr;
using sample::destination;

// Pixels that other processes can map.
struct picture
{
    uint16_t dims[2];
    com_ptr<ISharedSegment> segment;
    uint8_t *pixels = nullptr;
    uint64_t length = 0;

    picture(uint16_t columns, uint16_t rows, uint8_t blue) : dims{columns, rows}
    {
        oxcom::check(OxcomCreateSegment(uint64_t{4} * columns * rows, segment.put()));
        void *memory = nullptr;
        oxcom::check(segment->GetMemory(&memory, &length));
        pixels = static_cast<uint8_t *>(memory);
        uint8_t *pixel = pixels;
        for (unsigned row = 0; row < rows; ++row) {
            for (unsigned column = 0; column < columns; ++column, pixel += 4) {
                pixel[0] = static_cast<uint8_t>(255 * column / columns);
                pixel[1] = static_cast<uint8_t>(255 * row / rows);
                pixel[2] = blue;
                pixel[3] = 255;
            }
        }
    }
};

// What all objects of the server share.
struct source
{
    std::vector<picture> pictures;                // immutable
    std::atomic<uint32_t> live = 0;               // images handed out and not given back
    std::atomic<uint64_t> copied = 0;             // bytes of pixels copied
    std::chrono::steady_clock::time_point began = std::chrono::steady_clock::now();

    source()
    {
        pictures.emplace_back(512, 512, 0);
        pictures.emplace_back(451, 300, 85);
        pictures.emplace_back(600, 400, 170);
        pictures.emplace_back(1000, 872, 255);
    }
    double now() const
    {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    }
    // Whether clients have the class that reads images in place. ProgIDFromCLSID is a look into a table.
    static bool proxy_is_registered()
    {
        OLECHAR *name = nullptr;
        const bool registered = SUCCEEDED(ProgIDFromCLSID(sample::CLSID_ImageHandleProxy, &name));
        CoTaskMemFree(name);
        return registered;
    }
};

// One image that was handed out. It keeps its pixels and the server up. To a process that can map its memory it goes by a
// reference; to all others by standard marshaling, which copies the pixels.
class image_handle : public oxcom::implements<IImageHandle, IMarshal>
{
public:
    image_handle(std::shared_ptr<source> from, const picture &shown) : from_(std::move(from)), shown_(shown)
    {
        from_->live.fetch_add(1);
        time_ = from_->now();
    }
    ~image_handle() override { from_->live.fetch_sub(1); }

    STDMETHODIMP GetData(Image2d *data) override
    {
        return oxcom::result_of([&] {
            *data = {time_, sample::RGBA, {shown_.dims[0], shown_.dims[1]}, nullptr};
            if (is_remote_) { // for a proxy: the array is the caller's, who may write to it
                oxcom::safe_array<uint8_t> copy{std::span<const uint8_t>(shown_.pixels, shown_.length)};
                from_->copied.fetch_add(shown_.length);
                data->data = copy.detach();
            } else {
                const SAFEARRAYBOUND bound{static_cast<ULONG>(shown_.length), 0};
                oxcom::check(shown_.segment->CreateArray(VT_UI1, 0, 1, &bound, &data->data));
            }
        });
    }

    STDMETHODIMP GetUnmarshalClass(REFIID iid, void *object, uint32_t context, void *context_data, uint32_t flags,
                                   GUID *clsid) override
    {
        return oxcom::result_of([&] {
            const destination to{context, context_data, flags};
            if (by_reference(to)) {
                *clsid = sample::CLSID_ImageHandleProxy;
                return S_OK;
            }
            return to.standard_marshaler(iid, unknown().get())
                ->GetUnmarshalClass(iid, object, context, context_data, flags, clsid);
        });
    }
    STDMETHODIMP GetMarshalSizeMax(REFIID iid, void *object, uint32_t context, void *context_data, uint32_t flags,
                                   uint32_t *size) override
    {
        return oxcom::result_of([&] {
            const destination to{context, context_data, flags};
            oxcom::check(to.standard_marshaler(iid, unknown().get())
                             ->GetMarshalSizeMax(iid, object, context, context_data, flags, size));
            if (by_reference(to))
                *size += sizeof(sample::image_record);
        });
    }
    STDMETHODIMP MarshalInterface(IStream *stream, REFIID iid, void *object, uint32_t context, void *context_data,
                                  uint32_t flags) override
    {
        return oxcom::result_of([&] {
            const destination to{context, context_data, flags};
            if (by_reference(to)) {
                sample::write_image(stream, record(), oxcom::make<owner>(this)->unknown().get(), to);
                return S_OK;
            }
            is_remote_ = true;
            return to.standard_marshaler(iid, unknown().get())
                ->MarshalInterface(stream, iid, object, context, context_data, flags);
        });
    }
    // The image itself never reads what was written: the proxy class does, or the standard marshaler.
    STDMETHODIMP UnmarshalInterface(IStream *, REFIID, void **) override { return E_UNEXPECTED; }
    STDMETHODIMP ReleaseMarshalData(IStream *) override { return E_UNEXPECTED; }
    STDMETHODIMP DisconnectObject(uint32_t reserved) override
    {
        return oxcom::result_of([&] {
            const destination to{MSHCTX_LOCAL, nullptr, MSHLFLAGS_NORMAL};
            return to.standard_marshaler(IID_IImageHandle, unknown().get())->DisconnectObject(reserved);
        });
    }

private:
    // What a client's proxy holds, so that the image lives as long as the proxy. It has no methods of its own.
    class owner : public oxcom::implements<>
    {
    public:
        explicit owner(image_handle *image) : image_(image) {}

    private:
        com_ptr<image_handle> image_;
    };

    static bool by_reference(const destination &to) { return to.shares_memory() && source::proxy_is_registered(); }

    sample::image_record record() const
    {
        sample::image_record record;
        record.time = time_;
        std::copy(std::begin(shown_.dims), std::end(shown_.dims), record.dims);
        oxcom::check(shown_.segment->GetReference(0, shown_.length, &record.pixels));
        return record;
    }

    std::shared_ptr<source> from_;
    const picture &shown_;
    double time_ = 0;
    std::atomic<bool> is_remote_ = false; // whether a proxy elsewhere may ask for the pixels
    oxcom::server_lock lock_;
};

// Hands out the pictures, one after the other and from the first one again.
class handle_mgr : public oxcom::implements<IHandleMgr, IImageStatistics, IAgileObject>
{
public:
    explicit handle_mgr(std::shared_ptr<source> from) : from_(std::move(from)) {}

    STDMETHODIMP GetImageHandle(IImageHandle **handle) override
    {
        return oxcom::result_of([&] {
            const std::vector<picture> &pictures = from_->pictures;
            const picture &next = pictures[next_.fetch_add(1) % pictures.size()];
            *handle = oxcom::make<image_handle>(from_, next).detach();
        });
    }
    STDMETHODIMP LiveObjects(uint32_t *count) override { return *count = from_->live, S_OK; }
    STDMETHODIMP PixelBytesCopied(uint64_t *bytes) override { return *bytes = from_->copied, S_OK; }

private:
    std::shared_ptr<source> from_;
    std::atomic<size_t> next_ = 0;
    oxcom::server_lock lock_;
};
} // namespace

int main()
try {
    oxcom::co_init apartment;
    auto shared = std::make_shared<source>();
    std::fprintf(stderr, "image source (C++): process %d\n", static_cast<int>(getpid()));
    oxcom::server server;
    server.add(sample::CLSID_HandleMgr, [=] { return oxcom::make<handle_mgr>(shared)->unknown(); });
    oxcom::check(server.run());
} catch (const std::exception &error) {
    std::fprintf(stderr, "image-source-cpp: %s\n", error.what());
    return 1;
}
