// Made of peer.winmd by `oxcom bindings`; changes belong there.
using System;
using System.Runtime.InteropServices;

namespace OxcomPeer
{
    [ComImport, Guid("8A3B1D02-6E5F-4B0A-9C77-51D2E0C4F102"), InterfaceType(ComInterfaceType.InterfaceIsIUnknown)]
    public interface IPeerServer
    {
        [PreserveSig]
        int Scalars(sbyte a, ushort b, int c, ulong d, float e, double f, out double sum);
        [PreserveSig]
        int Echo([MarshalAs(UnmanagedType.BStr)] string text, [MarshalAs(UnmanagedType.BStr)] out string same);
        [PreserveSig]
        int Fill(uint count, byte seed, [MarshalAs(UnmanagedType.CustomMarshaler, MarshalTypeRef = typeof(Oxcom.SafeArrayMarshaler), MarshalCookie = "out")] out Oxcom.SafeArray bytes);
        [PreserveSig]
        int Total([MarshalAs(UnmanagedType.CustomMarshaler, MarshalTypeRef = typeof(Oxcom.SafeArrayMarshaler))] Oxcom.SafeArray bytes, out ulong total);
        [PreserveSig]
        int Advance([In] ref Sample sample, out Sample next);
        [PreserveSig]
        int Run([MarshalAs(UnmanagedType.Interface)] IProgress progress, int steps, out int done);
        [PreserveSig]
        int Fail(int code, [MarshalAs(UnmanagedType.BStr)] string message);
        [PreserveSig]
        int Process(out uint id);
    }

    [ComImport, Guid("8A3B1D01-6E5F-4B0A-9C77-51D2E0C4F101"), InterfaceType(ComInterfaceType.InterfaceIsIUnknown)]
    public interface IProgressServer
    {
        [PreserveSig]
        int Report(int step, [MarshalAs(UnmanagedType.BStr)] string text, [MarshalAs(UnmanagedType.VariantBool)] out bool go_on);
    }
}
