// The image source in C#: a server program with the same classes and interfaces as the others. It needs no files: its pictures
// are computed. Its images marshal themselves, so that clients read the pixels in this process's memory.
//
//     LD_LIBRARY_PATH=DIR/lib mono image-source.exe [-Embedding]
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.InteropServices.ComTypes;
using System.Threading;
using ImageSource;
using Oxcom;

/// Pixels that other processes can map.
sealed class Picture
{
    public readonly ushort[] Dims;
    public readonly ISharedSegment Segment;
    public readonly SegmentReference Reference;
    public readonly int Length;

    [DllImport("ole32")]
    static extern int OxcomCreateSegment(ulong length, [MarshalAs(UnmanagedType.Interface)] out ISharedSegment segment);

    public unsafe Picture(int columns, int rows, byte blue)
    {
        Dims = new[] { (ushort)columns, (ushort)rows };
        Length = 4 * columns * rows;
        Com.Check(OxcomCreateSegment((ulong)Length, out Segment));
        IntPtr memory;
        ulong length;
        Segment.GetMemory(out memory, out length);
        byte* pixel = (byte*)memory;
        for (int row = 0; row < rows; ++row)
        {
            for (int column = 0; column < columns; ++column, pixel += 4)
            {
                pixel[0] = (byte)(255 * column / columns);
                pixel[1] = (byte)(255 * row / rows);
                pixel[2] = blue;
                pixel[3] = 255;
            }
        }
        Segment.GetReference(0, length, out Reference);
    }

    /// An array over the pixels, not copied.
    public IntPtr Array()
    {
        var bound = new SafeArrayBound { Count = (uint)Length };
        IntPtr array;
        Segment.CreateArray(SafeArray.Byte, 0, 1, ref bound, out array);
        return array;
    }

    /// A copy of the pixels.
    public unsafe IntPtr Copy()
    {
        IntPtr memory;
        ulong length;
        Segment.GetMemory(out memory, out length);
        using (var array = new SafeArray(SafeArray.Byte, Length))
        {
            Buffer.MemoryCopy((void*)memory, array.Bytes, Length, Length);
            return array.Detach();
        }
    }
}

/// What all objects of the server share.
sealed class Source
{
    public readonly List<Picture> Pictures = new List<Picture>
    {
        new Picture(512, 512, 0), new Picture(451, 300, 85), new Picture(600, 400, 170), new Picture(1000, 872, 255),
    };
    public readonly Stopwatch Clock = Stopwatch.StartNew();
    public int Live;
    public long Copied;
}

/// One image that was handed out. To a process that can map its memory it goes by a reference; to all others by standard
/// marshaling, which copies the pixels.
sealed class ImageHandle : IImageHandle, IMarshal
{
    const uint Rgba = 'R' | 'G' << 8 | 'B' << 16 | (uint)'A' << 24;
    const int RecordLength = 64, Unexpected = unchecked((int)0x8000FFFF);
    static readonly Guid ProxyClass = new Guid("9A7D97EB-1491-438E-B88C-234390D727F2");

    readonly Source source;
    readonly Picture picture;
    readonly double time;
    volatile bool isRemote; // whether a proxy elsewhere may ask for the pixels
    int gone;

    public ImageHandle(Source source, Picture picture)
    {
        this.source = source;
        this.picture = picture;
        time = source.Clock.Elapsed.TotalSeconds;
        Interlocked.Increment(ref source.Live);
    }

    ~ImageHandle()
    {
        GiveBack();
    }

    /// The client has let go: told by the owner object where there is one, else by the garbage collector.
    void GiveBack()
    {
        if (Interlocked.Exchange(ref gone, 1) == 0)
            Interlocked.Decrement(ref source.Live);
    }

    public Image2d GetData()
    {
        if (isRemote)
            Interlocked.Add(ref source.Copied, picture.Length);
        IntPtr array = isRemote ? picture.Copy() : picture.Array();
        return new Image2d { time = time, format = Rgba, dims = picture.Dims, data = array };
    }

    [DllImport("ole32")]
    static extern int ProgIDFromCLSID(ref Guid clsid, out IntPtr name);

    /// Whether clients can map this machine's memory and have the class that does so.
    static bool ByReference(Destination to)
    {
        IntPtr name = IntPtr.Zero;
        Guid clsid = ProxyClass;
        bool registered = to.SharesMemory && ProgIDFromCLSID(ref clsid, out name) >= 0;
        Marshal.FreeCoTaskMem(name);
        return registered;
    }

    public int GetUnmarshalClass(ref Guid iid, IntPtr o, uint context, IntPtr data, uint flags, out Guid clsid)
    {
        var to = new Destination(context, data, flags);
        clsid = ProxyClass;
        return ByReference(to) ? 0 : to.StandardMarshaler(iid, this).GetUnmarshalClass(ref iid, o, context, data, flags, out clsid);
    }

    public int GetMarshalSizeMax(ref Guid iid, IntPtr o, uint context, IntPtr data, uint flags, out uint size)
    {
        var to = new Destination(context, data, flags);
        int hr = to.StandardMarshaler(iid, this).GetMarshalSizeMax(ref iid, o, context, data, flags, out size);
        size += ByReference(to) ? RecordLength : 0u;
        return hr;
    }

    public int MarshalInterface(IStream stream, ref Guid iid, IntPtr o, uint context, IntPtr data, uint flags)
    {
        try
        {
            var to = new Destination(context, data, flags);
            if (!ByReference(to))
            {
                isRemote = true;
                return to.StandardMarshaler(iid, this).MarshalInterface(stream, ref iid, o, context, data, flags);
            }
            byte[] record = Record();
            stream.Write(record, record.Length, IntPtr.Zero);
            // What a client's proxy holds, so that the image and the server live as long as the proxy.
            Com.AddUser();
            IntPtr owner = Owner.Create(() =>
            {
                GiveBack();
                Com.ReleaseUser();
            });
            try
            {
                to.Write(stream, owner);
            }
            finally
            {
                Marshal.Release(owner);
            }
            return 0;
        }
        catch (COMException e)
        {
            return e.ErrorCode;
        }
    }

    /// The image itself never reads what was written: the proxy class does, or the standard marshaler.
    public int UnmarshalInterface(IStream stream, ref Guid iid, out IntPtr o)
    {
        o = IntPtr.Zero;
        return Unexpected;
    }

    public int ReleaseMarshalData(IStream stream)
    {
        return Unexpected;
    }

    public int DisconnectObject(uint reserved)
    {
        return new Destination().StandardMarshaler(typeof(IImageHandle).GUID, this).DisconnectObject(reserved);
    }

    /// What is written of an image: ../cpp/image.hpp shows it.
    unsafe byte[] Record()
    {
        var record = new byte[RecordLength];
        fixed (byte* bytes = record)
        {
            bytes[0] = 1;
            *(uint*)(bytes + 4) = Rgba;
            *(double*)(bytes + 8) = time;
            *(ushort*)(bytes + 16) = picture.Dims[0];
            *(ushort*)(bytes + 18) = picture.Dims[1];
            *(SegmentReference*)(bytes + 24) = picture.Reference;
        }
        return record;
    }
}

/// Hands out the pictures, one after the other and from the first one again.
sealed class HandleMgr : IHandleMgr, IImageStatistics
{
    readonly Source source;
    int next = -1;

    public HandleMgr(Source source)
    {
        this.source = source;
    }

    public IImageHandle GetImageHandle()
    {
        uint number = (uint)Interlocked.Increment(ref next);
        return new ImageHandle(source, source.Pictures[(int)(number % source.Pictures.Count)]);
    }

    public uint LiveObjects()
    {
        return (uint)source.Live;
    }

    public ulong PixelBytesCopied()
    {
        return (ulong)source.Copied;
    }
}

static class ImageServer
{
    static readonly Guid Class = new Guid("C8767698-8297-4BE1-904E-FC25034851D2");

    static void Main()
    {
        try
        {
            var source = new Source();
            Console.Error.WriteLine("image source (C#): process " + Process.GetCurrentProcess().Id);
            Com.Serve(Class, () => new HandleMgr(source));
            Com.Exit(0);
        }
        catch (COMException e)
        {
            Console.Error.WriteLine("image-source.exe: " + e.Message);
            Com.Exit(1);
        }
    }
}
