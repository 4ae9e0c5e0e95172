"""The FastAPI service: one module a resource, errors as problem documents."""

from assistant.api.app import create_app, run_service

__all__ = ["create_app", "run_service"]
