// Made of peer.winmd by `oxcom bindings`; changes belong there.
using System;
using System.Runtime.InteropServices;

namespace OxcomPeer
{
    [ComImport, Guid("8A3B1D02-6E5F-4B0A-9C77-51D2E0C4F102"), InterfaceType(ComInterfaceType.InterfaceIsIUnknown)]
    public interface IPeer
    {
        double Scalars(sbyte a, ushort b, int c, ulong d, float e, double f);
        [return: MarshalAs(UnmanagedType.BStr)]
        string Echo([MarshalAs(UnmanagedType.BStr)] string text);
        [return: MarshalAs(UnmanagedType.CustomMarshaler, MarshalTypeRef = typeof(Oxcom.SafeArrayMarshaler), MarshalCookie = "out")]
        Oxcom.SafeArray Fill(uint count, byte seed);
        ulong Total([MarshalAs(UnmanagedType.CustomMarshaler, MarshalTypeRef = typeof(Oxcom.SafeArrayMarshaler))] Oxcom.SafeArray bytes);
        Sample Advance([In] ref Sample sample);
        int Run([MarshalAs(UnmanagedType.Interface)] IProgress progress, int steps);
        void Fail(int code, [MarshalAs(UnmanagedType.BStr)] string message);
        uint Process();
    }

    [ComImport, Guid("8A3B1D01-6E5F-4B0A-9C77-51D2E0C4F101"), InterfaceType(ComInterfaceType.InterfaceIsIUnknown)]
    public interface IProgress
    {
        [return: MarshalAs(UnmanagedType.VariantBool)]
        bool Report(int step, [MarshalAs(UnmanagedType.BStr)] string text);
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct Sample
    {
        public double time;
        public Guid id;
        [MarshalAs(UnmanagedType.ByValArray, SizeConst = 2)] public ushort[] dims;
        public short valid;
        public int count;
    }
}
