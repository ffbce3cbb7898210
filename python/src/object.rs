//! Objects of Python with the values of JSON, without JSON in between: lists, dictionaries with texts as keys, numbers,
//! texts. `pythonize` alone would make tuples where JSON has lists.

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyString};
use pythonize::{PythonizeError, Pythonizer};
use serde::ser::{
    SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple, SerializeTupleStruct,
    SerializeTupleVariant,
};
use serde::{Serialize, Serializer};

type Object<'py> = Bound<'py, PyAny>;
type Made<'py> = Result<Object<'py>, PythonizeError>;

/// What a value is in JSON, as Python has it.
pub(crate) fn object(python: Python<'_>, value: &impl Serialize) -> PyResult<Py<PyAny>> {
    Ok(value.serialize(Maker(python))?.unbind())
}

/// Makes the object of one value.
#[derive(Clone, Copy)]
struct Maker<'py>(Python<'py>);

/// A list that grows, the value of a variant if it has a name.
struct List<'py> {
    maker: Maker<'py>,
    items: Vec<Object<'py>>,
    variant: Option<&'static str>,
}

/// A dictionary that grows, the value of a variant if it has a name.
struct Dictionary<'py> {
    maker: Maker<'py>,
    entries: Bound<'py, PyDict>,
    /// The key of the next value.
    key: Option<Bound<'py, PyString>>,
    variant: Option<&'static str>,
}

impl<'py> Maker<'py> {
    fn list(self, length: usize, variant: Option<&'static str>) -> List<'py> {
        List { maker: self, items: Vec::with_capacity(length), variant }
    }

    fn dictionary(self, variant: Option<&'static str>) -> Dictionary<'py> {
        Dictionary { maker: self, entries: PyDict::new(self.0), key: None, variant }
    }

    /// A value, or a dictionary that holds it under the name of its variant.
    fn named(self, variant: Option<&str>, value: Object<'py>) -> Made<'py> {
        let Some(variant) = variant else { return Ok(value) };
        let entries = PyDict::new(self.0);
        entries.set_item(variant, value)?;
        Ok(entries.into_any())
    }
}

impl<'py> List<'py> {
    fn push(&mut self, value: &(impl Serialize + ?Sized)) -> Result<(), PythonizeError> {
        self.items.push(value.serialize(self.maker)?);
        Ok(())
    }

    fn made(self) -> Made<'py> {
        let list = PyList::new(self.maker.0, self.items)?;
        self.maker.named(self.variant, list.into_any())
    }
}

impl<'py> Dictionary<'py> {
    fn insert(&mut self, key: &str, value: &(impl Serialize + ?Sized)) -> Result<(), PythonizeError> {
        Ok(self.entries.set_item(key, value.serialize(self.maker)?)?)
    }

    fn made(self) -> Made<'py> {
        self.maker.named(self.variant, self.entries.into_any())
    }
}

/// Values that are the same in JSON and for `pythonize`.
macro_rules! plain {
    ($($method:ident($kind:ty)),* $(,)?) => {
        $(fn $method(self, value: $kind) -> Made<'py> {
            Pythonizer::new(self.0).$method(value)
        })*
    };
}

impl<'py> Serializer for Maker<'py> {
    type Ok = Object<'py>;
    type Error = PythonizeError;
    type SerializeSeq = List<'py>;
    type SerializeTuple = List<'py>;
    type SerializeTupleStruct = List<'py>;
    type SerializeTupleVariant = List<'py>;
    type SerializeMap = Dictionary<'py>;
    type SerializeStruct = Dictionary<'py>;
    type SerializeStructVariant = Dictionary<'py>;

    plain! {
        serialize_bool(bool), serialize_char(char), serialize_str(&str),
        serialize_i8(i8), serialize_i16(i16), serialize_i32(i32), serialize_i64(i64),
        serialize_u8(u8), serialize_u16(u16), serialize_u32(u32), serialize_u64(u64),
        serialize_unit_struct(&'static str),
    }

    fn serialize_f32(self, value: f32) -> Made<'py> {
        self.serialize_f64(value.into())
    }

    /// JSON has no infinity, and no result of nothing by nothing.
    fn serialize_f64(self, value: f64) -> Made<'py> {
        if value.is_finite() { Pythonizer::new(self.0).serialize_f64(value) } else { self.serialize_none() }
    }

    fn serialize_bytes(self, value: &[u8]) -> Made<'py> {
        self.collect_seq(value)
    }

    fn serialize_none(self) -> Made<'py> {
        Pythonizer::new(self.0).serialize_none()
    }

    fn serialize_unit(self) -> Made<'py> {
        self.serialize_none()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Made<'py> {
        value.serialize(self)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Made<'py> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Made<'py> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Made<'py> {
        self.named(Some(variant), value.serialize(self)?)
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<List<'py>, PythonizeError> {
        Ok(self.list(length.unwrap_or(0), None))
    }

    fn serialize_tuple(self, length: usize) -> Result<List<'py>, PythonizeError> {
        Ok(self.list(length, None))
    }

    fn serialize_tuple_struct(self, _: &'static str, length: usize) -> Result<List<'py>, PythonizeError> {
        Ok(self.list(length, None))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<List<'py>, PythonizeError> {
        Ok(self.list(length, Some(variant)))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Dictionary<'py>, PythonizeError> {
        Ok(self.dictionary(None))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Dictionary<'py>, PythonizeError> {
        Ok(self.dictionary(None))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Dictionary<'py>, PythonizeError> {
        Ok(self.dictionary(Some(variant)))
    }
}

/// The kinds of lists that a value can have.
macro_rules! lists {
    ($($kind:ident::$method:ident),*) => {
        $(impl<'py> $kind for List<'py> {
            type Ok = Object<'py>;
            type Error = PythonizeError;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), PythonizeError> {
                self.push(value)
            }

            fn end(self) -> Made<'py> {
                self.made()
            }
        })*
    };
}

lists! {
    SerializeSeq::serialize_element, SerializeTuple::serialize_element,
    SerializeTupleStruct::serialize_field, SerializeTupleVariant::serialize_field
}

/// The kinds of records that a value can have.
macro_rules! records {
    ($($kind:ident),*) => {
        $(impl<'py> $kind for Dictionary<'py> {
            type Ok = Object<'py>;
            type Error = PythonizeError;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), PythonizeError> {
                self.insert(key, value)
            }

            fn end(self) -> Made<'py> {
                self.made()
            }
        })*
    };
}

records! { SerializeStruct, SerializeStructVariant }

impl<'py> SerializeMap for Dictionary<'py> {
    type Ok = Object<'py>;
    type Error = PythonizeError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), PythonizeError> {
        // Keys of JSON are texts, numbers among them.
        self.key = Some(key.serialize(self.maker)?.str()?);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), PythonizeError> {
        let value = value.serialize(self.maker)?;
        let key = self.key.take().expect("serde gives a key before its value");
        Ok(self.entries.set_item(key, value)?)
    }

    fn end(self) -> Made<'py> {
        self.made()
    }
}
