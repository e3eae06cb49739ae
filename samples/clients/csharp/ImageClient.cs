// A client of the image source in C#: gets images as COM objects and reads their pixels where they are, by pointer.
//
//     LD_LIBRARY_PATH=DIR/lib mono image-client.exe [FRAMES]      20,000 frames; prints the first ones, every
//                                                           1000th, and what a frame costs
using System;
using System.Diagnostics;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using ImageSource;
using Oxcom;

/// The class of the image source, for `new HandleMgr()`.
[ComImport, Guid("C8767698-8297-4BE1-904E-FC25034851D2")]
class HandleMgr
{
}

static class ImageClient
{
    static int Main(string[] words)
    {
        try
        {
            Run(words.Length > 0 ? Math.Max(1, int.Parse(words[0])) : 20000);
            return 0;
        }
        catch (COMException e)
        {
            Console.Error.WriteLine("image-client: " + e.Message);
            return 1;
        }
    }

    static void Run(int frames)
    {
        var manager = (IHandleMgr)new HandleMgr();
        // All of the memory now: the loop needs no more.
        double[] microseconds = Enumerable.Repeat(-1.0, frames).ToArray();
        var watch = new Stopwatch();
        var whole = Stopwatch.StartNew();
        for (int frame = 0; frame < frames; ++frame)
        {
            watch.Restart();
            IImageHandle handle = manager.GetImageHandle();
            Image2d image = handle.GetData();
            using (var pixels = new SafeArray(image.data))
            {
                if (frame < 4 || frame % 1000 == 0)
                    Print(frame, image, pixels);
            }
            Marshal.ReleaseComObject(handle);
            microseconds[frame] = watch.Elapsed.TotalMilliseconds * 1000;
        }
        double passed = whole.Elapsed.TotalSeconds;
        var statistics = (IImageStatistics)manager;
        ulong copied = statistics.PixelBytesCopied();
        uint live = statistics.LiveObjects();
        Marshal.ReleaseComObject(manager);
        Array.Sort(microseconds);
        Console.WriteLine(
            "{0} frames in {1:F3} s: p50 {2:F1} us, p99 {3:F1} us; the server copied {4} bytes and holds {5} images",
            frames, passed, microseconds[frames / 2], microseconds[frames * 99 / 100], copied, live);
    }

    static unsafe void Print(int frame, Image2d image, SafeArray pixels)
    {
        byte* bytes = pixels.Bytes;
        var first = new StringBuilder();
        for (int index = 0; index < 8; ++index)
            first.Append(index > 0 ? ", " : "").Append(bytes[index].ToString("x2"));
        Console.WriteLine("frame {0}: {1:F6} s, {2}, {3} x {4}, {5} bytes, [{6}] ...", frame, image.time,
            Encoding.ASCII.GetString(BitConverter.GetBytes(image.format)), image.dims[0], image.dims[1], pixels.Length, first);
    }
}
