//! Calls whose arguments are all numbers and pointers, few enough to be passed in registers: nearly all calls. The convention is that
//! of C on x86-64 (System V) and AArch64; libffi works it out anew for each call, which costs more than the call.

use super::Native;
use crate::memory::load;
use oxcom_typeinfo::plan::Scalar;
use std::ffi::c_void;

/// How many registers there are for arguments, `this` among them; 0 where this file does not know the convention.
const COUNT: usize = match () {
    () if cfg!(all(target_arch = "x86_64", not(windows))) => 6,
    () if cfg!(target_arch = "aarch64") => 8,
    () => 0,
};

/// The arguments of such a call, `this` left out.
pub(super) struct Registers(Box<[Extension]>);

/// How an argument fills a register.
#[derive(Debug, Clone, Copy)]
enum Extension {
    U8,
    U16,
    U32,
    I8,
    I16,
    I32,
    Full,
}

/// Whether a function takes and gives nothing but integers and pointers.
pub(super) fn are_words(params: &[Native], result: &Native) -> bool {
    let is_word = |native: &Native| Extension::of(native).is_some();
    params.iter().all(is_word) && (*result == Native::Void || is_word(result))
}

impl Registers {
    /// `None` when an argument or the result needs something else than a register for integers.
    pub(super) fn of(params: &[Native], result: &Native) -> Option<Self> {
        if params.len() + 1 > COUNT || !are_words(params, result) {
            return None;
        }
        params.iter().map(Extension::of).collect::<Option<_>>().map(Self)
    }

    /// Calls a function.
    ///
    /// # Safety
    /// `function` takes `this` and these arguments; `args` points to pointers to them.
    #[inline]
    pub(super) unsafe fn call(&self, function: *const c_void, args: *const *mut c_void) -> u64 {
        let mut values = [0_u64; 8];
        // SAFETY: the table points to `this` and as many arguments as there are extensions, no more than `values` has.
        unsafe {
            values[0] = load((*args).cast());
            for (index, extension) in self.0.iter().enumerate() {
                values[(index + 1) & 7] = extension.load((*args.add(index + 1)).cast());
            }
            call(function, &values)
        }
    }
}

impl Extension {
    fn of(native: &Native) -> Option<Self> {
        Some(match native {
            Native::Pointer => Self::Full,
            Native::Scalar(scalar) => match scalar {
                Scalar::U8 => Self::U8,
                Scalar::U16 => Self::U16,
                Scalar::U32 => Self::U32,
                Scalar::I8 => Self::I8,
                Scalar::I16 => Self::I16,
                Scalar::I32 | Scalar::Enum16 => Self::I32,
                Scalar::I64 | Scalar::U64 | Scalar::ISize | Scalar::USize | Scalar::Int3264 => Self::Full,
                Scalar::F32 | Scalar::F64 => return None,
            },
            Native::Void | Native::Struct { .. } => return None,
        })
    }

    /// # Safety
    /// An argument of this width lies at `at`.
    #[inline]
    unsafe fn load(self, at: *const u8) -> u64 {
        // SAFETY: the caller's promise.
        unsafe {
            match self {
                Self::U8 => load::<u8>(at).into(),
                Self::U16 => load::<u16>(at).into(),
                Self::U32 => load::<u32>(at).into(),
                Self::I8 => i64::from(load::<i8>(at)) as u64,
                Self::I16 => i64::from(load::<i16>(at)) as u64,
                Self::I32 => i64::from(load::<i32>(at)) as u64,
                Self::Full => load(at),
            }
        }
    }
}

/// # Safety
/// `function` takes no more than six integers or pointers, these.
#[cfg(all(target_arch = "x86_64", not(windows)))]
#[inline]
unsafe fn call(function: *const c_void, values: &[u64; 8]) -> u64 {
    let result;
    // SAFETY: this is a call by the System V convention: arguments in these registers, the result in rax, everything else
    // that the convention lets the function change is said to be changed. Registers beyond its arguments are ignored.
    unsafe {
        std::arch::asm!(
            "call {function}",
            function = in(reg) function,
            in("rdi") values[0],
            in("rsi") values[1],
            in("rdx") values[2],
            in("rcx") values[3],
            in("r8") values[4],
            in("r9") values[5],
            out("rax") result,
            clobber_abi("sysv64"),
        );
    }
    result
}

/// # Safety
/// `function` takes no more than eight integers or pointers, these.
#[cfg(target_arch = "aarch64")]
#[inline]
unsafe fn call(function: *const c_void, values: &[u64; 8]) -> u64 {
    let mut result = values[0];
    // SAFETY: this is a call by the AArch64 convention: arguments in x0 to x7, the result in x0, everything else that the
    // convention lets the function change is said to be changed. Registers beyond its arguments are ignored.
    unsafe {
        std::arch::asm!(
            "blr {function}",
            function = in(reg) function,
            inout("x0") result,
            in("x1") values[1],
            in("x2") values[2],
            in("x3") values[3],
            in("x4") values[4],
            in("x5") values[5],
            in("x6") values[6],
            in("x7") values[7],
            clobber_abi("C"),
        );
    }
    result
}

/// Never called: there are no registers.
#[cfg(not(any(all(target_arch = "x86_64", not(windows)), target_arch = "aarch64")))]
unsafe fn call(_: *const c_void, _: &[u64; 8]) -> u64 {
    0
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ptr::from_ref;

    extern "C" fn mix(this: u64, a: i8, b: u16, c: i32, d: u64, e: *const u8) -> i64 {
        // Computed in 64 bits: a register whose upper half were not filled would show.
        i64::from(a) * 3 + i64::from(b) * 5 + i64::from(c) * 7 + (d + this) as i64 + e as i64
    }

    #[test]
    fn narrow_arguments_fill_their_registers() {
        let params = [Scalar::I8, Scalar::U16, Scalar::I32, Scalar::U64]
            .map(Native::Scalar)
            .into_iter()
            .chain([Native::Pointer]);
        let params: Vec<_> = params.collect();
        let Some(registers) = Registers::of(&params, &Native::Scalar(Scalar::I64)) else {
            return assert_eq!(COUNT, 0);
        };
        // Garbage around the arguments must not get in.
        let dirty = |value: u64, mask: u64| (value & mask) | !mask & 0x5555_5555_5555_5555;
        let values =
            [1, dirty(-2_i64 as u64, 0xff), dirty(0xfffe, 0xffff), dirty(-4_i64 as u64, 0xffff_ffff), 6, 8];
        let table = values.each_ref().map(|value| from_ref(value).cast_mut().cast::<c_void>());
        // SAFETY: `mix` takes these.
        let result = unsafe { registers.call(mix as *const c_void, table.as_ptr()) };
        assert_eq!(result as i64, -6 + 0xfffe * 5 - 28 + 7 + 8);
    }

    #[test]
    fn other_arguments_are_libffis() {
        let integer = Native::Scalar(Scalar::I32);
        assert!(Registers::of(&[Native::Scalar(Scalar::F64)], &integer).is_none());
        assert!(Registers::of(&[], &Native::Scalar(Scalar::F32)).is_none());
        assert!(Registers::of(&vec![Native::Pointer; COUNT], &integer).is_none());
        assert_eq!(
            Registers::of(&vec![Native::Pointer; COUNT.saturating_sub(1)], &integer).is_some(),
            COUNT > 0
        );
    }
}
