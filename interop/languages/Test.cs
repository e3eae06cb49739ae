// Made of test.winmd by `oxcom bindings`; changes belong there.
using System;
using System.Runtime.InteropServices;

namespace OxcomTest
{
    public enum Color : int
    {
        Red = 0,
        Green = 1,
        Blue = 7,
        Infrared = -1,
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct Point
    {
        public int x;
        public int y;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct Frame
    {
        public byte mark;
        public double time;
        public Color color;
        public Guid id;
        public Point origin;
        [MarshalAs(UnmanagedType.ByValArray, SizeConst = 3)] public ushort[] dims;
        [MarshalAs(UnmanagedType.ByValArray, SizeConst = 2)] public Point[] corners;
        public short visible;
        public ulong ticks;
        public IntPtr name;
        public IntPtr data;
        public Oxcom.RawVariant value;
        public long price;
        public byte last;
    }

    [ComImport, Guid("5E0A7C11-2F43-4C0D-9A5E-0A1B2C3D4E5F"), InterfaceType(ComInterfaceType.InterfaceIsIUnknown)]
    public interface ICalc
    {
        int Add(int a, int b);
        [return: MarshalAs(UnmanagedType.BStr)]
        string Echo([MarshalAs(UnmanagedType.BStr)] string text);
        double Sum([MarshalAs(UnmanagedType.CustomMarshaler, MarshalTypeRef = typeof(Oxcom.SafeArrayMarshaler))] Oxcom.SafeArray values);
    }

    [ComImport, Guid("5E0A7C13-2F43-4C0D-9A5E-0A1B2C3D4E5F"), InterfaceType(ComInterfaceType.InterfaceIsDual)]
    public interface ICounter
    {
        [DispId(1)]
        int Value();
        [DispId(1)]
        void SetValue(int value);
        [DispId(2)]
        void Increment([MarshalAs(UnmanagedType.Struct)] object by);
    }

    [ComImport, Guid("5E0A7C15-2F43-4C0D-9A5E-0A1B2C3D4E5F"), InterfaceType(ComInterfaceType.InterfaceIsIUnknown)]
    public interface IHandOver
    {
        void KeepNew(uint kind);
        [return: MarshalAs(UnmanagedType.CustomMarshaler, MarshalTypeRef = typeof(Oxcom.SafeArrayMarshaler))]
        Oxcom.SafeArray Marshal(uint context, uint flags);
        void Unmarshal([MarshalAs(UnmanagedType.CustomMarshaler, MarshalTypeRef = typeof(Oxcom.SafeArrayMarshaler))] Oxcom.SafeArray bytes);
        void Discard([MarshalAs(UnmanagedType.CustomMarshaler, MarshalTypeRef = typeof(Oxcom.SafeArrayMarshaler))] Oxcom.SafeArray bytes);
        void Disconnect();
        void Lock(int @lock, int last_unlock_releases);
        [return: MarshalAs(UnmanagedType.BStr)]
        string Connections();
    }

    [ComImport, Guid("5E0A7C14-2F43-4C0D-9A5E-0A1B2C3D4E5F"), InterfaceType(ComInterfaceType.InterfaceIsIUnknown)]
    public interface IRemoting
    {
        int CallBack([MarshalAs(UnmanagedType.Interface)] ICalc calc, int a, int b);
        uint Descend([MarshalAs(UnmanagedType.Interface)] IRemoting other, uint depth);
        [return: MarshalAs(UnmanagedType.Interface)]
        ICalc Create();
        void Keep([MarshalAs(UnmanagedType.Interface)] ICalc calc);
        [return: MarshalAs(UnmanagedType.Interface)]
        ICalc Kept();
        IntPtr QueryIt([MarshalAs(UnmanagedType.IUnknown)] object @object, [In] ref Guid riid);
        ulong Thread();
        void Process(out uint id, out uint objects);
        void Sleep(uint milliseconds);
        void Die();
    }

    public enum Weekday : int
    {
        Monday = 1,
        Sunday = 7,
    }

    [ComImport, Guid("5E0A7C12-2F43-4C0D-9A5E-0A1B2C3D4E5F"), InterfaceType(ComInterfaceType.InterfaceIsIUnknown)]
    public interface ITypes
    {
        double ScalarsIn(sbyte a, byte b, short c, ushort d, int e, uint f, long g, ulong h, float i, double j, IntPtr k, UIntPtr l);
        void ScalarsOut(out sbyte a, out byte b, out short c, out ushort d, out int e, out uint f, out long g, out ulong h, out float i, out double j, out IntPtr k, out UIntPtr l);
        void ScalarsInOut(ref sbyte a, ref byte b, ref short c, ref ushort d, ref int e, ref uint f, ref long g, ref ulong h, ref float i, ref double j, ref IntPtr k, ref UIntPtr l);
        void Flags(int yes, [MarshalAs(UnmanagedType.VariantBool)] bool no, out int yes_out, [MarshalAs(UnmanagedType.VariantBool)] out bool no_out);
        void Enumerations(Color color, Weekday day, out Color color_out, out Weekday day_out);
        ulong Aliases(ulong ticks);
        Guid Guids([In] ref Guid id);
        void Result(int code);
        [PreserveSig]
        void Nothing(int value);
        [PreserveSig]
        uint Count();
        void Money(long price, [In] ref decimal rate, double day, out long price_out, out decimal rate_out, out double day_out);
        IntPtr Wide([MarshalAs(UnmanagedType.LPWStr)] string text);
        IntPtr Narrow([MarshalAs(UnmanagedType.LPStr)] string text);
        uint Marked([In] ref ushort text, [MarshalAs(UnmanagedType.LPWStr)] string maybe);
        void Bstrs([MarshalAs(UnmanagedType.BStr)] string text, [MarshalAs(UnmanagedType.BStr)] ref string both, [MarshalAs(UnmanagedType.BStr)] out string same);
        int Optional(IntPtr value);
        void Fixed([In, MarshalAs(UnmanagedType.LPArray, SizeConst = 3)] ushort[] input, [Out, MarshalAs(UnmanagedType.LPArray, SizeConst = 3)] ushort[] output);
        long SumCounted([In, MarshalAs(UnmanagedType.LPArray, SizeParamIndex = 1)] int[] values, uint count);
        long SumSized(IntPtr values, uint bytes);
        void FillCounted(int first, [Out, MarshalAs(UnmanagedType.LPArray, SizeParamIndex = 2)] int[] values, uint count);
        void FillSized(byte first, IntPtr bytes, uint size);
        void FillPart([Out, MarshalAs(UnmanagedType.LPArray, SizeParamIndex = 1)] int[] values, uint room, out uint used);
        void Double([In, Out, MarshalAs(UnmanagedType.LPArray, SizeParamIndex = 1)] int[] values, uint count);
        void Allocate(out IntPtr values, out uint count);
        [return: MarshalAs(UnmanagedType.BStr)]
        string Join(IntPtr names, uint count);
        Point PointByValue(Point point);
        double FrameIn([In] ref Frame frame);
        Frame FrameOut();
        void FrameInOut(ref Frame frame);
        uint PolygonIn([In] ref Polygon polygon);
        Polygon PolygonOut();
        uint PackedIn([In] ref Packed packed);
        void MaybePoint(int present, out IntPtr point);
        int CalcIn([MarshalAs(UnmanagedType.Interface)] ICalc calc);
        [return: MarshalAs(UnmanagedType.Interface)]
        ICalc CalcOut();
        void CalcInOut([MarshalAs(UnmanagedType.Interface)] ref ICalc calc);
        IntPtr ObjectOut([In] ref Guid riid);
        int ObjectIn([In] ref Guid riid, [MarshalAs(UnmanagedType.IUnknown)] object @object);
        int CalcsIn(IntPtr calcs, uint count);
        [return: MarshalAs(UnmanagedType.Interface)]
        ITypes Itself();
        ushort VariantIn([MarshalAs(UnmanagedType.Struct)] object value, [In, MarshalAs(UnmanagedType.Struct)] ref object pointer);
        [return: MarshalAs(UnmanagedType.Struct)]
        object VariantOut(ushort kind);
        void VariantInOut([MarshalAs(UnmanagedType.Struct)] ref object value);
        [return: MarshalAs(UnmanagedType.CustomMarshaler, MarshalTypeRef = typeof(Oxcom.SafeArrayMarshaler))]
        Oxcom.SafeArray ArrayOut();
        void ArrayInOut([MarshalAs(UnmanagedType.CustomMarshaler, MarshalTypeRef = typeof(Oxcom.SafeArrayMarshaler))] ref Oxcom.SafeArray values);
        void Notify(int value);
        ulong DescriptorIn(int file);
        int DescriptorOut();
    }

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    public struct Packed
    {
        public byte tag;
        public uint value;
        public ushort tail;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct Polygon
    {
        public uint count;
        public IntPtr points;
        public IntPtr label;
        public IntPtr center;
        public IntPtr owner;
    }
}
