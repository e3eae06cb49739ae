// The COM peer for Mono: an early-bound client, and a server with one instance for all. Textbook C#, for whatever library
// answers to the name ole32.

using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

[ComImport, Guid("D6F88E95-8A27-4AE6-B6DE-0542A0FC7039"), InterfaceType(ComInterfaceType.InterfaceIsDual)]
public interface IIpcClientServer
{
    [DispId(1)]
    void Send([MarshalAs(UnmanagedType.BStr)] string data);
}

[ComImport, Guid("13FE32AD-4BF8-495F-AB4D-6C61BD463EA4")]
class IpcClientServerClass
{
}

[ComImport, Guid("00000001-0000-0000-C000-000000000046"), InterfaceType(ComInterfaceType.InterfaceIsIUnknown)]
public interface IClassFactory
{
    [PreserveSig] int CreateInstance(IntPtr outer, ref Guid iid, out IntPtr instance);
    [PreserveSig] int LockServer(int locked);
}

/// What clients call.
class IpcClientServer : IIpcClientServer
{
    public void Send(string data) { Peer.Received(data); }
}

/// Gives everybody the same instance.
class IpcClassFactory : IClassFactory
{
    const int NoAggregation = unchecked((int)0x80040110);
    readonly IntPtr instance = Marshal.GetIUnknownForObject(new IpcClientServer());

    public int CreateInstance(IntPtr outer, ref Guid iid, out IntPtr found)
    {
        found = IntPtr.Zero;
        return outer != IntPtr.Zero ? NoAggregation : Marshal.QueryInterface(instance, ref iid, out found);
    }

    public int LockServer(int locked) { return 0; }
}

static class ComPeer
{
    const uint LocalServer = 4, MultipleUse = 1, Suspended = 4;

    [DllImport("ole32")]
    static extern int CoRegisterClassObject(ref Guid clsid, [MarshalAs(UnmanagedType.IUnknown)] object factory, uint context,
        uint flags, out uint cookie);
    [DllImport("ole32")]
    static extern int CoResumeClassObjects();
    [DllImport("ole32")]
    static extern int CoRevokeClassObject(uint cookie);
    [DllImport("libc")]
    static extern void _exit(int status);

    public static void Listen(Action waitForAll)
    {
        var clsid = typeof(IpcClientServerClass).GUID;
        uint cookie;
        Marshal.ThrowExceptionForHR(
            CoRegisterClassObject(ref clsid, new IpcClassFactory(), LocalServer, MultipleUse | Suspended, out cookie));
        Marshal.ThrowExceptionForHR(CoResumeClassObjects());
        waitForAll();
        Marshal.ThrowExceptionForHR(CoRevokeClassObject(cookie));
        End();
    }

    public static void Send(List<string> texts)
    {
        var server = (IIpcClientServer)new IpcClientServerClass();
        foreach (var text in texts) server.Send(text);
        Marshal.ReleaseComObject(server);
        End();
    }

    // Mono's own way out sometimes waits for threads that have called C# objects.
    static void End()
    {
        Console.Out.Flush();
        _exit(0);
    }
}
