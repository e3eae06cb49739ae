// What Mono lacks to be at home with COM: apartments, SAFEARRAYs, BSTRs in structs, messages of errors, class objects.
// Copy this file into a program; it needs nothing but liboxcom.so under the names libole32.so and liboleaut32.so.
using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Threading;

namespace Oxcom
{
    /// The functions of COM that a C# program calls itself.
    public static class Com
    {
        public const uint ClsctxLocalServer = 4;

        [DllImport("ole32")]
        static extern int CoInitializeEx(IntPtr reserved, uint mode);
        [DllImport("ole32")]
        static extern int CLSIDFromProgID([MarshalAs(UnmanagedType.LPWStr)] string name, out Guid clsid);
        [DllImport("ole32")]
        static extern int CoCreateInstance(ref Guid clsid, IntPtr outer, uint context, ref Guid iid, out IntPtr o);
        [DllImport("ole32")]
        static extern int CoRegisterClassObject(ref Guid clsid, IntPtr factory, uint context, uint flags, out uint cookie);
        [DllImport("ole32")]
        static extern int CoRevokeClassObject(uint cookie);
        [DllImport("ole32")]
        static extern uint CoAddRefServerProcess();
        [DllImport("ole32")]
        static extern uint CoReleaseServerProcess();
        [DllImport("oleaut32")]
        static extern int GetErrorInfo(uint reserved, out IntPtr info);
        [DllImport("oleaut32")]
        static extern int CreateErrorInfo(out IntPtr info);
        [DllImport("oleaut32")]
        static extern int SetErrorInfo(uint reserved, IntPtr info);

        /// Puts the calling thread into an apartment of its own, as [STAThread] does elsewhere. All other threads are in the
        /// multithreaded apartment: the library sees to that when it is loaded.
        public static void EnterSingleThreaded()
        {
            Check(CoInitializeEx(IntPtr.Zero, 2));
        }

        /// Throws a COMException with the callee's own message if a call failed.
        public static void Check(int hr)
        {
            if (hr < 0)
                throw new COMException(Message(hr), hr);
        }

        /// The message that belongs to the error which a function of COM gave on this thread. Taking it clears it. Where an
        /// interface's method fails Mono has taken it already: it is the exception's Message.
        public static string Message(int hr)
        {
            IntPtr info;
            string text = null;
            if (GetErrorInfo(0, out info) == 0 && info != IntPtr.Zero)
            {
                // IErrorInfo: GetGUID, GetSource, GetDescription behind IUnknown's three.
                IntPtr description;
                var method = Method<GetText>(info, 5);
                if (method(info, out description) >= 0 && description != IntPtr.Zero)
                {
                    text = Marshal.PtrToStringBSTR(description);
                    Marshal.FreeBSTR(description);
                }
                Marshal.Release(info);
            }
            return string.IsNullOrEmpty(text) ? "HRESULT 0x" + hr.ToString("x8") : text;
        }

        /// Runs the body of a method that gives its HRESULT (`oxcom bindings --lang csharp-server`): what it throws becomes the
        /// method's HRESULT, and its message the caller's. Where an exception itself leaves a method Mono hands on the HRESULT
        /// and clears the message.
        public static int Result(Action body)
        {
            try
            {
                body();
                return 0;
            }
            catch (Exception e)
            {
                return Fail(Marshal.GetHRForException(e), e.Message);
            }
        }

        /// Says what went wrong to the caller of a method that gives its HRESULT: `return Com.Fail(hr, "...")`. Its class
        /// derives from Explaining.
        public static int Fail(int hr, string message)
        {
            IntPtr info;
            if (CreateErrorInfo(out info) < 0)
                return hr;
            // ICreateErrorInfo: SetGUID, SetSource, SetDescription behind IUnknown's three.
            IntPtr text = Marshal.StringToBSTR(message);
            Method<SetText>(info, 5)(info, text);
            Marshal.FreeBSTR(text);
            IntPtr set;
            var iid = new Guid("1CF2B120-547D-101B-8E65-08002B2BD119"); // IErrorInfo
            if (Marshal.QueryInterface(info, ref iid, out set) >= 0)
            {
                SetErrorInfo(0, set);
                Marshal.Release(set);
            }
            Marshal.Release(info);
            return hr;
        }

        /// The type of a class by its program id, for Activator.CreateInstance: Type.GetTypeFromProgID does not work on Mono.
        public static Type TypeOf(string programId)
        {
            Guid clsid;
            Check(CLSIDFromProgID(programId, out clsid));
            return Type.GetTypeFromCLSID(clsid);
        }

        /// A new object of a class in a server of its own; `new Coclass()` takes any kind of server.
        public static T Create<T>(Guid clsid, uint context = ClsctxLocalServer)
        {
            IntPtr pointer;
            var iid = typeof(T).GUID;
            Check(CoCreateInstance(ref clsid, IntPtr.Zero, context, ref iid, out pointer));
            try
            {
                return (T)Marshal.GetObjectForIUnknown(pointer);
            }
            finally
            {
                Marshal.Release(pointer);
            }
        }

        /// Lets go of an object, and of the variable, so that a later use is a NullReferenceException: Mono itself ends the program
        /// when an object is used after Marshal.ReleaseComObject.
        public static void Release<T>(ref T o) where T : class
        {
            T old = Interlocked.Exchange(ref o, null);
            if (old != null)
                Marshal.ReleaseComObject(old);
        }

        /// Serves a class until the last client has gone, or none came within a minute.
        public static void Serve(Guid clsid, Func<object> make)
        {
            const uint multipleUse = 1;
            uint cookie;
            var inUse = new List<object>();
            IntPtr factory = Marshal.GetIUnknownForObject(new ClassFactory(make, made =>
            {
                AddUser();
                lock (inUse)
                    inUse.Add(made);
            }));
            Check(CoRegisterClassObject(ref clsid, factory, ClsctxLocalServer, multipleUse, out cookie));
            bool used = false;
            unused = false;
            for (var began = DateTime.UtcNow; used || DateTime.UtcNow - began < TimeSpan.FromMinutes(1);)
            {
                Thread.Sleep(20);
                int gone;
                lock (inUse)
                {
                    used |= inUse.Count > 0;
                    gone = inUse.RemoveAll(each => References(each) == 0);
                }
                for (; gone > 0; --gone)
                    ReleaseUser();
                if (unused)
                    break; // and whoever comes now starts another server
            }
            CoRevokeClassObject(cookie);
            Marshal.Release(factory);
        }

        /// Keeps the server up for the sake of something that clients hold, beside the objects of its classes.
        public static void AddUser()
        {
            CoAddRefServerProcess();
        }

        /// Takes back what AddUser did.
        public static void ReleaseUser()
        {
            if (CoReleaseServerProcess() == 0)
                unused = true;
        }

        /// Set once the last user has gone, and the class objects are suspended with it.
        static volatile bool unused;

        /// How many references clients have to a C# object.
        static int References(object served)
        {
            IntPtr own = Marshal.GetIUnknownForObject(served);
            return Marshal.Release(own);
        }

        /// Ends the program at once. Mono's own way waits for, or tries to suspend, the runtime's threads that have called C#
        /// objects, and now and then never returns.
        public static void Exit(int status)
        {
            Console.Out.Flush();
            Console.Error.Flush();
            _exit(status);
        }

        [DllImport("libc")]
        static extern void _exit(int status);

        delegate int GetText(IntPtr self, out IntPtr text);
        delegate int SetText(IntPtr self, IntPtr text);

        /// A method of an interface that has no C# declaration, by its place in the vtable.
        static T Method<T>(IntPtr pointer, int slot)
        {
            IntPtr entry = Marshal.ReadIntPtr(Marshal.ReadIntPtr(pointer), slot * IntPtr.Size);
            return Marshal.GetDelegateForFunctionPointer<T>(entry);
        }
    }

    [ComImport, Guid("DF0B3D60-548F-101B-8E65-08002B2BD119"), InterfaceType(ComInterfaceType.InterfaceIsIUnknown)]
    public interface ISupportErrorInfo
    {
        [PreserveSig]
        int InterfaceSupportsErrorInfo(ref Guid iid);
    }

    /// The base of a served class that says why its methods fail: others' error information is not handed on.
    public abstract class Explaining : ISupportErrorInfo
    {
        public int InterfaceSupportsErrorInfo(ref Guid iid)
        {
            return 0;
        }
    }

    [ComImport, Guid("00000001-0000-0000-C000-000000000046"), InterfaceType(ComInterfaceType.InterfaceIsIUnknown)]
    public interface IClassFactory
    {
        [PreserveSig]
        int CreateInstance(IntPtr outer, ref Guid iid, out IntPtr instance);
        [PreserveSig]
        int LockServer(int locked);
    }

    /// A class object that makes C# objects.
    public sealed class ClassFactory : IClassFactory
    {
        const int NoAggregation = unchecked((int)0x80040110);
        readonly Func<object> make;
        readonly Action<object> made;

        /// `made` is told of each object that a client got.
        public ClassFactory(Func<object> make, Action<object> made)
        {
            this.make = make;
            this.made = made;
        }

        public int CreateInstance(IntPtr outer, ref Guid iid, out IntPtr instance)
        {
            instance = IntPtr.Zero;
            if (outer != IntPtr.Zero)
                return NoAggregation;
            try
            {
                object fresh = make();
                IntPtr unknown = Marshal.GetIUnknownForObject(fresh);
                int hr = Marshal.QueryInterface(unknown, ref iid, out instance);
                Marshal.Release(unknown);
                if (hr >= 0)
                    made(fresh);
                return hr;
            }
            catch (Exception e)
            {
                return Marshal.GetHRForException(e);
            }
        }

        public int LockServer(int locked)
        {
            return 0;
        }
    }

    /// A VARIANT as a field of a struct.
    [StructLayout(LayoutKind.Sequential)]
    public struct RawVariant
    {
        public ushort Type, Reserved1, Reserved2, Reserved3;
        public long Value, Value2;

        /// The value as an object.
        public unsafe object ToObject()
        {
            fixed (RawVariant* self = &this)
                return Marshal.GetObjectForNativeVariant((IntPtr)self);
        }
    }

    /// A BSTR as a field of a struct.
    public static class BStr
    {
        /// The text of a field, which the struct keeps.
        public static string Read(IntPtr field)
        {
            return field == IntPtr.Zero ? "" : Marshal.PtrToStringBSTR(field);
        }

        /// The text of a field that the program owns, and frees by this.
        public static string Take(ref IntPtr field)
        {
            string text = Read(field);
            if (field != IntPtr.Zero)
                Marshal.FreeBSTR(field);
            field = IntPtr.Zero;
            return text;
        }
    }

    /// Owns a SAFEARRAY. Its elements are read where they are: by pointer, which is valid until Dispose.
    public sealed class SafeArray : IDisposable
    {
        public const ushort Byte = 17, Int32 = 3, Double = 5;

        [DllImport("oleaut32")]
        static extern IntPtr SafeArrayCreateVector(ushort type, int lower, uint count);
        [DllImport("oleaut32")]
        static extern int SafeArrayDestroy(IntPtr array);
        [DllImport("oleaut32")]
        static extern int SafeArrayGetVartype(IntPtr array, out ushort type);

        IntPtr handle;
        readonly bool owns;

        /// Takes over an array, for example the field of a struct that a call gave.
        public SafeArray(IntPtr array) : this(array, true)
        {
        }

        internal SafeArray(IntPtr array, bool owns)
        {
            handle = array;
            this.owns = owns;
        }

        /// `count` zeros of a type of numbers.
        public SafeArray(ushort type, int count) : this(SafeArrayCreateVector(type, 0, checked((uint)count)), true)
        {
            if (handle == IntPtr.Zero)
                throw new OutOfMemoryException();
        }

        public static SafeArray From(byte[] bytes)
        {
            var array = new SafeArray(Byte, bytes.Length);
            Marshal.Copy(bytes, 0, array.Data, bytes.Length);
            return array;
        }

        ~SafeArray()
        {
            Dispose();
        }

        public void Dispose()
        {
            IntPtr old = Interlocked.Exchange(ref handle, IntPtr.Zero);
            if (old != IntPtr.Zero && owns)
                SafeArrayDestroy(old);
            GC.SuppressFinalize(this);
        }

        /// The SAFEARRAY itself.
        public IntPtr Handle
        {
            get
            {
                if (handle == IntPtr.Zero)
                    throw new ObjectDisposedException("SafeArray");
                return handle;
            }
        }

        /// Gives the array away: to a field, or to a caller.
        public IntPtr Detach()
        {
            return Interlocked.Exchange(ref handle, IntPtr.Zero);
        }

        public ushort Type
        {
            get
            {
                ushort type;
                Com.Check(SafeArrayGetVartype(Handle, out type));
                return type;
            }
        }

        // SAFEARRAY: cDims 0, fFeatures 2, cbElements 4, cLocks 8, pvData 16, rgsabound 24 { cElements, lLbound }.

        /// Where the elements are. An array over another process's memory is read-only.
        public IntPtr Data
        {
            get { return Marshal.ReadIntPtr(Handle, 16); }
        }

        /// How many elements there are in all dimensions.
        public int Length
        {
            get
            {
                int count = 1;
                for (int dimension = 0; dimension < Marshal.ReadInt16(Handle); ++dimension)
                    count = checked(count * Marshal.ReadInt32(Handle, 24 + 8 * dimension));
                return count;
            }
        }

        /// The bytes of an array of bytes, not copied.
        public unsafe byte* Bytes
        {
            get
            {
                if (Type != Byte)
                    throw new InvalidCastException("not an array of bytes");
                return (byte*)Data;
            }
        }

        /// A copy of the bytes.
        public byte[] ToBytes()
        {
            var bytes = new byte[Length];
            Marshal.Copy(Data, bytes, 0, bytes.Length);
            return bytes;
        }
    }

    /// Lets SAFEARRAYs be parameters. What goes in stays its owner's; what comes out (cookie "out") changes hands.
    public sealed class SafeArrayMarshaler : ICustomMarshaler
    {
        static readonly SafeArrayMarshaler Lends = new SafeArrayMarshaler(false), Gives = new SafeArrayMarshaler(true);
        readonly bool gives;

        SafeArrayMarshaler(bool gives)
        {
            this.gives = gives;
        }

        public static ICustomMarshaler GetInstance(string cookie)
        {
            return cookie == "out" ? Gives : Lends;
        }

        public object MarshalNativeToManaged(IntPtr array)
        {
            return array == IntPtr.Zero ? null : new SafeArray(array, gives);
        }

        public IntPtr MarshalManagedToNative(object value)
        {
            var array = (SafeArray)value;
            return array == null ? IntPtr.Zero : gives ? array.Detach() : array.Handle;
        }

        public void CleanUpNativeData(IntPtr array)
        {
        }

        public void CleanUpManagedData(object value)
        {
        }

        public int GetNativeDataSize()
        {
            return -1;
        }
    }
}
