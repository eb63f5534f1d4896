pub mod domain;
pub mod fault;
pub mod i18n;
