"""Domains as data: a folder of TOML tables each, read by ``load_pack``."""

from whence.packs.loading import load_pack

__all__ = ["load_pack"]
