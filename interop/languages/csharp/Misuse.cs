// Wrong use in C#, and the exception in which it ends. A line for each: "ok NAME: exception", "FAILED ...", "impossible ...".
using System;
using System.Runtime.InteropServices;
using System.Threading;
using Oxcom;
using OxcomPeer;

static class Misuse
{
    /// Does what is wrong; true if all of it ended as it should.
    public static bool Run(Guid clsid)
    {
        Console.WriteLine("impossible uninitialised: every thread is in the multithreaded apartment");
        var peer = Com.Create<IPeer>(clsid);
        bool good = Tell<InvalidCastException>("interface", () => ((IProgress)peer).Report(1, ""));
        good &= Tell<COMException>("thread", () => OnAWrongThread(clsid));
        var array = new SafeArray(SafeArray.Byte, 8);
        array.Dispose();
        good &= Tell<ObjectDisposedException>("argument", () => peer.Total(array));
        Com.Release(ref peer);
        good &= Tell<NullReferenceException>("released", () => peer.Process());
        return good;
    }

    static bool Tell<E>(string name, Action wrong) where E : Exception
    {
        Exception seen = null;
        try
        {
            wrong();
        }
        catch (Exception e)
        {
            seen = e;
        }
        Console.WriteLine("{0} {1}: {2}", seen is E ? "ok" : "FAILED", name,
            seen == null ? "no exception" : seen.GetType().Name + ", " + seen.Message);
        return seen is E;
    }

    /// Calls an object of another thread's single-threaded apartment.
    static void OnAWrongThread(Guid clsid)
    {
        IPeer peer = null;
        var made = new ManualResetEvent(false);
        var used = new ManualResetEvent(false);
        var owner = new Thread(() =>
        {
            Com.EnterSingleThreaded();
            peer = Com.Create<IPeer>(clsid);
            made.Set();
            used.WaitOne();
            Marshal.ReleaseComObject(peer);
        });
        owner.Start();
        made.WaitOne();
        try
        {
            peer.Process();
        }
        finally
        {
            used.Set();
            owner.Join();
        }
    }
}
