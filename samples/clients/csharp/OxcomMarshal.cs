// What a C# object needs to go to other processes in a way of its own: IMarshal, shared memory, and an object whose last Release
// C# is told of. Copy this file beside Oxcom.cs.
using System;
using System.Runtime.InteropServices;
using System.Runtime.InteropServices.ComTypes;
using System.Threading;

namespace Oxcom
{
    /// How an object marshals itself. A C# class that implements it goes to other processes by its own methods.
    [ComImport, Guid("00000003-0000-0000-C000-000000000046"), InterfaceType(ComInterfaceType.InterfaceIsIUnknown)]
    public interface IMarshal
    {
        [PreserveSig]
        int GetUnmarshalClass(ref Guid iid, IntPtr o, uint context, IntPtr contextData, uint flags, out Guid clsid);
        [PreserveSig]
        int GetMarshalSizeMax(ref Guid iid, IntPtr o, uint context, IntPtr contextData, uint flags, out uint size);
        [PreserveSig]
        int MarshalInterface([MarshalAs(UnmanagedType.Interface)] IStream stream, ref Guid iid, IntPtr o, uint context,
            IntPtr contextData, uint flags);
        [PreserveSig]
        int UnmarshalInterface([MarshalAs(UnmanagedType.Interface)] IStream stream, ref Guid iid, out IntPtr o);
        [PreserveSig]
        int ReleaseMarshalData([MarshalAs(UnmanagedType.Interface)] IStream stream);
        [PreserveSig]
        int DisconnectObject(uint reserved);
    }

    /// Where memory that one process has shared is found by others.
    [StructLayout(LayoutKind.Sequential)]
    public struct SegmentReference
    {
        public ulong Exporter;
        public Guid Id;
        public ulong Offset, Length;
    }

    /// Memory that this process shares: ../../../include/oxcom/extension.h says what holds of it.
    [ComImport, Guid("6D3C1F0A-5D0E-4A5B-9A3D-2B8F7C4E1D90"), InterfaceType(ComInterfaceType.InterfaceIsIUnknown)]
    public interface ISharedSegment
    {
        void GetMemory(out IntPtr data, out ulong length);
        void GetReference(ulong offset, ulong length, out SegmentReference reference);
        void CreateArray(ushort type, ulong offset, uint dimensions, ref SafeArrayBound bounds, out IntPtr array);
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct SafeArrayBound
    {
        public uint Count;
        public int Lower;
    }

    /// Where an interface pointer goes, as IMarshal's methods are told.
    public struct Destination
    {
        const uint Local = 0;
        public uint Context, Flags;
        public IntPtr ContextData;

        public Destination(uint context, IntPtr contextData, uint flags)
        {
            Context = context;
            ContextData = contextData;
            Flags = flags;
        }

        /// Whether that is another process which can map this machine's memory.
        public bool SharesMemory
        {
            get { return Context == Local; }
        }

        [DllImport("ole32")]
        static extern int CoGetStandardMarshal(ref Guid iid, IntPtr o, uint context, IntPtr contextData, uint flags,
            [MarshalAs(UnmanagedType.Interface)] out IMarshal marshaler);
        [DllImport("ole32")]
        static extern int CoMarshalInterface([MarshalAs(UnmanagedType.Interface)] IStream stream, ref Guid iid, IntPtr o,
            uint context, IntPtr contextData, uint flags);

        /// The marshaler for an object that marshals itself in some cases only.
        public IMarshal StandardMarshaler(Guid iid, object served)
        {
            IMarshal marshaler;
            IntPtr unknown = Marshal.GetIUnknownForObject(served);
            try
            {
                Com.Check(CoGetStandardMarshal(ref iid, unknown, Context, ContextData, Flags, out marshaler));
            }
            finally
            {
                Marshal.Release(unknown);
            }
            return marshaler;
        }

        /// Writes a pointer to an object.
        public void Write(IStream stream, IntPtr unknown)
        {
            var iid = new Guid("00000000-0000-0000-C000-000000000046"); // IUnknown
            Com.Check(CoMarshalInterface(stream, ref iid, unknown, Context, ContextData, Flags));
        }
    }

    /// An object of COM without methods of its own, made by hand: when its last reference goes, C# is told at once, whereas C#
    /// objects learn of it from the garbage collector, or never.
    public static class Owner
    {
        const int NoInterface = unchecked((int)0x80004002);
        static readonly Guid Unknown = new Guid("00000000-0000-0000-C000-000000000046");

        delegate int Query(IntPtr self, ref Guid iid, out IntPtr o);
        delegate uint Count(IntPtr self);

        // The memory of an object: its vtable, how many references there are, the action's handle.
        static readonly int CountAt = IntPtr.Size, HandleAt = 2 * IntPtr.Size;
        static readonly Query QueryInterface = OnQuery;
        static readonly Count AddRef = OnAddRef, Release = OnRelease;
        static readonly IntPtr Table = MakeTable();

        /// A new object with one reference; `gone` is called when there is none.
        public static IntPtr Create(Action gone)
        {
            IntPtr self = Marshal.AllocHGlobal(3 * IntPtr.Size);
            Marshal.WriteIntPtr(self, Table);
            Marshal.WriteInt32(self, CountAt, 1);
            Marshal.WriteIntPtr(self, HandleAt, GCHandle.ToIntPtr(GCHandle.Alloc(gone)));
            return self;
        }

        static IntPtr MakeTable()
        {
            IntPtr table = Marshal.AllocHGlobal(3 * IntPtr.Size);
            Marshal.WriteIntPtr(table, Marshal.GetFunctionPointerForDelegate(QueryInterface));
            Marshal.WriteIntPtr(table, IntPtr.Size, Marshal.GetFunctionPointerForDelegate(AddRef));
            Marshal.WriteIntPtr(table, 2 * IntPtr.Size, Marshal.GetFunctionPointerForDelegate(Release));
            return table;
        }

        static int OnQuery(IntPtr self, ref Guid iid, out IntPtr o)
        {
            o = iid == Unknown ? self : IntPtr.Zero;
            if (o == IntPtr.Zero)
                return NoInterface;
            OnAddRef(self);
            return 0;
        }

        static unsafe uint OnAddRef(IntPtr self)
        {
            return (uint)Interlocked.Increment(ref *(int*)(self + CountAt));
        }

        static unsafe uint OnRelease(IntPtr self)
        {
            int left = Interlocked.Decrement(ref *(int*)(self + CountAt));
            if (left == 0)
            {
                GCHandle handle = GCHandle.FromIntPtr(Marshal.ReadIntPtr(self, HandleAt));
                var gone = (Action)handle.Target;
                handle.Free();
                Marshal.FreeHGlobal(self);
                gone();
            }
            return (uint)left;
        }
    }
}
