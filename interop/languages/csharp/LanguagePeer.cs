// Client and server of the tests across languages, in C#: called as the Rust one is, and it says the same.
//
//     LD_LIBRARY_PATH=DIR/lib mono language-peer.exe serve|check|hold|bereaved
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Runtime.InteropServices;
using Oxcom;
using OxcomPeer;

/// The server's object. It gives HRESULTs: Mono would clear the words of an exception that leaves a method.
sealed class Peer : Explaining, IPeerServer
{
    public int Scalars(sbyte a, ushort b, int c, ulong d, float e, double f, out double sum)
    {
        sum = a + b + (double)c + d + e + f;
        return 0;
    }

    public int Echo(string text, out string same)
    {
        same = text;
        return 0;
    }

    public unsafe int Fill(uint count, byte seed, out SafeArray bytes)
    {
        bytes = new SafeArray(SafeArray.Byte, (int)count);
        byte* first = bytes.Bytes;
        for (uint index = 0; index < count; ++index)
            first[index] = (byte)(seed + index);
        return 0;
    }

    public unsafe int Total(SafeArray array, out ulong total)
    {
        ulong sum = 0;
        int hr = Com.Result(() =>
        {
            byte* bytes = array.Bytes;
            for (int index = 0, count = array.Length; index < count; ++index)
                sum += bytes[index];
        });
        total = sum;
        return hr;
    }

    public int Advance(ref Sample sample, out Sample next)
    {
        next = new Sample
        {
            time = sample.time + 1,
            id = sample.id,
            dims = sample.dims.Select(dim => (ushort)(dim + 1)).ToArray(),
            valid = (short)(sample.valid != 0 ? 0 : -1),
            count = sample.count + 1,
        };
        return 0;
    }

    public int Run(IProgress progress, int steps, out int done)
    {
        int step = 0;
        int hr = Com.Result(() =>
        {
            while (step < steps && progress.Report(++step, "step " + step + " \U0001F680"))
            {
            }
        });
        done = step;
        return hr;
    }

    public int Fail(int code, string message)
    {
        return Com.Fail(code, message);
    }

    public int Process(out uint id)
    {
        id = (uint)System.Diagnostics.Process.GetCurrentProcess().Id;
        return 0;
    }
}

/// The client's object: stops after three steps, remembers what it was told.
sealed class Progress : IProgress
{
    public readonly List<string> Told = new List<string>();

    public bool Report(int step, string text)
    {
        Told.Add(text);
        return step < 3;
    }
}

static class LanguagePeer
{
    /// A large array: an image of 33 MB.
    const int Large = 33000000;

    static readonly Guid Class = new Guid("8A3B1D00-6E5F-4B0A-9C77-51D2E0C4F100");

    static void Main(string[] words)
    {
        Com.Exit(Run(words));
    }

    static int Run(string[] words)
    {
        try
        {
            switch (words.Length > 0 ? words[0] : "")
            {
                case "serve":
                    Com.Serve(Class, () => new Peer());
                    return 0;
                case "check":
                    return Check() ? 0 : 1;
                case "hold":
                    GC.KeepAlive(Hold());
                    return 0;
                case "bereaved":
                    return Bereaved() ? 0 : 1;
                case "misuse":
                    return Misuse.Run(Class) ? 0 : 1;
                default:
                    Console.Error.WriteLine("language-peer.exe serve|check|hold|bereaved|misuse");
                    return 1;
            }
        }
        catch (COMException e)
        {
            Console.Error.WriteLine("language-peer.exe: " + e.Message);
            return 1;
        }
    }

    sealed class WrongException : Exception
    {
        public WrongException(object saw) : base("wrong: " + saw)
        {
        }
    }

    static void Expect(bool so, object saw)
    {
        if (!so)
            throw new WrongException(saw);
    }

    /// Calls every method; true if all answered as they should.
    static bool Check()
    {
        var peer = Com.Create<IPeer>(Class);
        var checks = new Dictionary<string, Func<IPeer, string>>
        {
            { "scalars", Scalars }, { "strings", Strings }, { "array-out", ArrayOut }, { "array-in", ArrayIn },
            { "structs", Structs }, { "callbacks", Callbacks }, { "errors", Errors },
            { "messages", Messages },
        };
        bool good = true;
        foreach (var check in checks)
        {
            try
            {
                Console.WriteLine("ok " + check.Key + " " + check.Value(peer));
            }
            catch (Exception e)
            {
                Console.WriteLine("FAILED " + check.Key + ": " + e.Message);
                good = false;
            }
        }
        Marshal.ReleaseComObject(peer);
        return good;
    }

    static string Scalars(IPeer peer)
    {
        double sum = peer.Scalars(-128, 65535, int.MinValue, 1ul << 40, 0.5f, -0.25);
        Expect(sum == -128.0 + 65535.0 - 2147483648.0 + 1099511627776.0 + 0.25, sum);
        return "";
    }

    static string Strings(IPeer peer)
    {
        foreach (string text in new[] { "", "\u00E4\U0001F600\0b \u6F22\u5B57", string.Concat(Enumerable.Repeat("\U0001F980", 100000)) })
        {
            string same = peer.Echo(text);
            Expect((same ?? "") == text, same == null ? -1 : same.Length);
        }
        return "";
    }

    static unsafe string ArrayOut(IPeer peer)
    {
        var watch = Stopwatch.StartNew();
        using (SafeArray array = peer.Fill(Large, 7))
        {
            bool right = array.Length == Large;
            byte* bytes = array.Bytes;
            for (int index = 0; right && index < Large; ++index)
                right = bytes[index] == (byte)(7 + index);
            Expect(right, array.Length);
        }
        return watch.ElapsedMilliseconds + " ms";
    }

    static unsafe string ArrayIn(IPeer peer)
    {
        using (var array = new SafeArray(SafeArray.Byte, Large))
        {
            byte* bytes = array.Bytes;
            for (int index = 0; index < Large; ++index)
                bytes[index] = 3;
            var watch = Stopwatch.StartNew();
            ulong total = peer.Total(array);
            Expect(total == 3ul * Large, total);
            return watch.ElapsedMilliseconds + " ms";
        }
    }

    static string Structs(IPeer peer)
    {
        var id = new Guid("00112233-4455-6677-8899-AABBCCDDEEFF");
        var sample = new Sample { time = 1.5, id = id, dims = new ushort[] { 640, 480 }, valid = -1, count = -1 };
        Sample next = peer.Advance(ref sample);
        Expect(next.time == 2.5 && next.id == id && next.dims[0] == 641 && next.dims[1] == 481 && next.valid == 0 && next.count == 0,
            next.time);
        return "";
    }

    static string Callbacks(IPeer peer)
    {
        var progress = new Progress();
        int done = peer.Run(progress, 10);
        var expected = new[] { "step 1 \U0001F680", "step 2 \U0001F680", "step 3 \U0001F680" };
        Expect(done == 3 && progress.Told.SequenceEqual(expected), done + " steps: " + string.Join(", ", progress.Told));
        return "";
    }

    static readonly Dictionary<int, string> Failures = new Dictionary<int, string>
    {
        { unchecked((int)0x80070005), "no entry \U0001F6AB" },
        { unchecked((int)0x80041234), "own code" },
    };

    static Exception FailureOf(IPeer peer, int code, string message)
    {
        try
        {
            peer.Fail(code, message);
        }
        catch (Exception e)
        {
            return e;
        }
        throw new WrongException("no error");
    }

    static string Errors(IPeer peer)
    {
        foreach (var each in Failures)
        {
            int hr = Marshal.GetHRForException(FailureOf(peer, each.Key, each.Value));
            Expect(hr == each.Key, hr.ToString("x8"));
        }
        return "";
    }

    static string Messages(IPeer peer)
    {
        foreach (var each in Failures)
        {
            string said = FailureOf(peer, each.Key, each.Value).Message;
            Expect(said == each.Value, said);
        }
        return "";
    }

    static IPeer Hold()
    {
        var peer = Com.Create<IPeer>(Class);
        Console.WriteLine("holding " + peer.Process());
        Console.ReadLine();
        return peer;
    }

    /// True if the call after the server's death fails.
    static bool Bereaved()
    {
        IPeer peer = Hold();
        try
        {
            Console.WriteLine("FAILED kill-server: process " + peer.Process() + " answers");
            return false;
        }
        catch (COMException e)
        {
            Console.WriteLine("ok kill-server " + e.Message);
            return true;
        }
    }
}
