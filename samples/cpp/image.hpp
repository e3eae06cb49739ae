// What the C++ server, its proxy library and the C++ client have in common: class ids, and how an image goes to another
// process. The Rust programs of the sample write the same bytes, so any of them works with any other.
#pragma once

#include <array>
#include <cstring>

#include <oxcom/com.hpp>

#include "image_source.hpp"

namespace sample
{
// The class whose objects hand out the images.
DEFINE_GUID(CLSID_HandleMgr, 0xc8767698, 0x8297, 0x4be1, 0x90, 0x4e, 0xfc, 0x25, 0x03, 0x48, 0x51, 0xd2);
// The class that reads in the client what an image wrote.
DEFINE_GUID(CLSID_ImageHandleProxy, 0x9a7d97eb, 0x1491, 0x438e, 0xb8, 0x8c, 0x23, 0x43, 0x90, 0xd7, 0x27, 0xf2);

// The FourCC of pixels of four bytes: red, green, blue, alpha.
inline constexpr uint32_t RGBA = 'R' | 'G' << 8 | 'B' << 16 | static_cast<uint32_t>('A') << 24;

// An image without its pixels, as it is written to a stream; numbers are little-endian, as the machine's are.
//
//     byte  0  version (1), then 3 zeros    24  exporter of the memory (OXID)
//           4  format, a FourCC             32  the segment's id, 16 bytes
//           8  time, a double               48  offset of the first pixel in the segment
//          16  columns, rows (u16 each)     56  length of the pixels in bytes
//          20  4 zeros                      64  end; the marshaled owner follows
struct image_record
{
    uint8_t version = 1;
    uint8_t zeros[3]{};
    uint32_t format = RGBA;
    double time = 0;
    uint16_t dims[2]{};
    uint32_t zero = 0;
    OxcomSegmentReference pixels{};

    uint64_t pixel_bytes() const { return uint64_t{4} * dims[0] * dims[1]; }
    // Any process may have written it.
    bool is_valid() const { return version == 1 && format == RGBA && pixels.length == pixel_bytes(); }
};
static_assert(sizeof(image_record) == 64 && sizeof(OxcomSegmentReference) == 40);

// Where an interface pointer goes, as IMarshal's methods are told.
struct destination
{
    uint32_t context;
    void *context_data;
    uint32_t flags;

    // Whether that is another process which can map this machine's memory.
    bool shares_memory() const { return context == MSHCTX_LOCAL; }

    // The marshaler for an object that marshals itself in some cases only.
    oxcom::com_ptr<IMarshal> standard_marshaler(REFIID iid, IUnknown *object) const
    {
        oxcom::com_ptr<IMarshal> marshaler;
        oxcom::check(CoGetStandardMarshal(iid, object, context, context_data, flags, marshaler.put()));
        return marshaler;
    }
};

// Writes an image: its record, then the object that keeps the image alive as long as the receiver holds it.
inline void write_image(IStream *stream, const image_record &record, IUnknown *owner, const destination &to)
{
    uint32_t written = 0;
    oxcom::check(stream->Write(&record, sizeof record, &written));
    if (written != sizeof record)
        throw oxcom::error(STG_E_MEDIUMFULL);
    oxcom::check(CoMarshalInterface(stream, IID_IUnknown, owner, to.context, to.context_data, to.flags));
}

// Reads an image's record; the stream then stands before the owner.
inline image_record read_image(IStream *stream)
{
    image_record record;
    uint32_t read = 0;
    oxcom::check(stream->Read(&record, sizeof record, &read));
    if (read != sizeof record || !record.is_valid())
        throw oxcom::error(RPC_E_INVALID_OBJREF);
    return record;
}
} // namespace sample
