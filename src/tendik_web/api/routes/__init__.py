"""The routes, one router a register or engine."""
