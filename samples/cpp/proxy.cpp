// The component library, in C++, through which clients read the image source's pictures where the server put them. It is not
// linked to liboxcom.so: the runtime is the one of the program that loads it, whatever language that is in.
#include <mutex>
#include <optional>

#include "image.hpp"

namespace
{
using oxcom::com_ptr;
using sample::destination;

// An image of another process, whose pixels are mapped into this one. The proxy reads what the image wrote, and writes the
// same when it is itself handed to a third process: that one maps the server's memory as this one does.
class image_handle_proxy : public oxcom::implements<IImageHandle, IMarshal>
{
public:
    // An array over the mapping: nothing is copied, and a write to it is a segmentation fault. It may outlive the image.
    STDMETHODIMP GetData(Image2d *data) override
    {
        return oxcom::result_of([&] {
            const contents &image = read();
            *data = {image.record.time, image.record.format, {image.record.dims[0], image.record.dims[1]}, nullptr};
            const SAFEARRAYBOUND bound{static_cast<ULONG>(image.record.pixel_bytes()), 0};
            oxcom::check(image.pixels->CreateArray(VT_UI1, 0, 1, &bound, &data->data));
        });
    }

    STDMETHODIMP GetUnmarshalClass(REFIID iid, void *object, uint32_t context, void *context_data, uint32_t flags,
                                   GUID *clsid) override
    {
        return oxcom::result_of([&] {
            const destination to{context, context_data, flags};
            if (to.shares_memory()) {
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
            if (to.shares_memory())
                *size += sizeof(sample::image_record);
        });
    }
    STDMETHODIMP MarshalInterface(IStream *stream, REFIID iid, void *object, uint32_t context, void *context_data,
                                  uint32_t flags) override
    {
        return oxcom::result_of([&] {
            const destination to{context, context_data, flags};
            if (to.shares_memory()) {
                const contents &image = read();
                sample::write_image(stream, image.record, image.owner.get(), to);
                return S_OK;
            }
            return to.standard_marshaler(iid, unknown().get())
                ->MarshalInterface(stream, iid, object, context, context_data, flags);
        });
    }
    // The owner comes first: it makes its exporter known here, which is then asked for the memory.
    STDMETHODIMP UnmarshalInterface(IStream *stream, REFIID iid, void **object) override
    {
        if (object == nullptr)
            return E_POINTER;
        return oxcom::result_of([&] {
            contents fresh;
            fresh.record = sample::read_image(stream);
            oxcom::check(CoUnmarshalInterface(stream, IID_IUnknown, fresh.owner.put_void()));
            oxcom::check(OxcomOpenSegment(&fresh.record.pixels, fresh.pixels.put()));
            {
                std::lock_guard guard(lock_);
                if (image_)
                    return CO_E_ALREADYINITIALIZED;
                image_ = std::move(fresh);
            }
            return QueryInterface(iid, object);
        });
    }
    STDMETHODIMP ReleaseMarshalData(IStream *stream) override
    {
        return oxcom::result_of([&] {
            sample::read_image(stream);
            return CoReleaseMarshalData(stream);
        });
    }
    // Nobody is connected to a proxy: a third process is connected to the owner.
    STDMETHODIMP DisconnectObject(uint32_t) override { return S_OK; }

private:
    struct contents
    {
        sample::image_record record;
        com_ptr<ISharedSegment> pixels; // read-only
        com_ptr<IUnknown> owner;        // keeps the image alive in its server
    };

    const contents &read()
    {
        std::lock_guard guard(lock_);
        if (!image_)
            throw oxcom::error(E_UNEXPECTED);
        return *image_; // once there, it does not change
    }

    std::mutex lock_;
    std::optional<contents> image_; // nothing before UnmarshalInterface. guarded by: lock_
};

const oxcom::class_entry classes[] = {
    {sample::CLSID_ImageHandleProxy, [] { return oxcom::make<image_handle_proxy>()->unknown(); }},
};
} // namespace

STDAPI DllGetClassObject(REFCLSID clsid, REFIID iid, void **object)
{
    return oxcom::class_object(clsid, iid, object, classes);
}

STDAPI DllCanUnloadNow() { return oxcom::can_unload_now(); }
