// Made of image_source.winmd by `oxcom bindings`; changes belong there.
using System;
using System.Runtime.InteropServices;

namespace ImageSource
{
    [ComImport, Guid("7D278258-3B05-45D3-AD60-CF65497B56B6"), InterfaceType(ComInterfaceType.InterfaceIsIUnknown)]
    public interface IHandleMgr
    {
        [return: MarshalAs(UnmanagedType.Interface)]
        IImageHandle GetImageHandle();
    }

    [ComImport, Guid("3A5E1C70-94D8-4B1B-8E0C-5D2A7F60B914"), InterfaceType(ComInterfaceType.InterfaceIsDual)]
    public interface IImageCatalog
    {
        [DispId(1)]
        int Count();
        [DispId(2)]
        [return: MarshalAs(UnmanagedType.BStr)]
        string Name(int photograph);
        [DispId(3)]
        [return: MarshalAs(UnmanagedType.BStr)]
        string Colour(int photograph, int column, [MarshalAs(UnmanagedType.Struct)] object row);
    }

    [ComImport, Guid("3CBD54F2-C9A5-4E64-A582-B7D6AD14CE3D"), InterfaceType(ComInterfaceType.InterfaceIsIUnknown)]
    public interface IImageHandle
    {
        Image2d GetData();
    }

    [ComImport, Guid("9C07A9FF-2943-4BB8-B432-DE0620C21228"), InterfaceType(ComInterfaceType.InterfaceIsIUnknown)]
    public interface IImageStatistics
    {
        uint LiveObjects();
        ulong PixelBytesCopied();
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct Image2d
    {
        public double time;
        public uint format;
        [MarshalAs(UnmanagedType.ByValArray, SizeConst = 2)] public ushort[] dims;
        public IntPtr data;
    }
}
