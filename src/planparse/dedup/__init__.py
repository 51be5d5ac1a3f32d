"""Reposts: the same plan on several sites, in another script, with other chrome, or cut short."""
