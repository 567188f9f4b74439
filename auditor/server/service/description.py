"""The OpenAPI document: what the service takes and gives. A test holds real answers against it."""

from __future__ import annotations

from typing import Any

from auditor import __version__
from auditor.finding import FAMILIES, SEVERITIES
from auditor.scoring.verdict import VERDICTS
from auditor.server.service.limits import Limits

_STRING_OR_NULL = {"type": ["string", "null"]}
_SCHEMAS: dict[str, Any] = {
    "Article": {
        "type": "object",
        "description": "A record with the field names of the configuration; by default these. Others are allowed.",
        "required": ["text"],
        "properties": {
            "text": {"type": "string", "minLength": 1},
            "id": {"type": ["string", "integer", "null"]},
            "title": _STRING_OR_NULL,
            "source": _STRING_OR_NULL,
            "url": _STRING_OR_NULL,
            "published": {"type": ["string", "number", "null"]},
            "language": _STRING_OR_NULL,
            "authors": {"type": ["string", "array", "null"], "items": {"type": ["string", "object"]}},
        },
    },
    "Finding": {
        "type": "object",
        "description": "`start`, `end`: Unicode code points into the field named by `field`.",
        "required": ["rule", "family", "start", "end", "text", "severity", "confidence", "message", "fingerprint"],
        "properties": {
            "article_id": {"type": "string"},
            "rule": {"type": "string"},
            "family": {"enum": list(FAMILIES)},
            "start": {"type": "integer", "minimum": 0},
            "end": {"type": "integer", "minimum": 0},
            "text": {"type": "string", "maxLength": 400},
            "severity": {"enum": list(SEVERITIES)},
            "confidence": {"type": "number", "minimum": 0, "maximum": 1},
            "message": {"type": "string", "maxLength": 400},
            "fix": _STRING_OR_NULL,
            "related": {"type": "array", "items": {"type": "object"}},
            "field": {"type": "string"},
            "preview": {"type": "boolean"},
            "fingerprint": {"type": "string"},
        },
    },
    "Answer": {
        "type": "object",
        "required": ["id", "accepted", "verdict", "score", "coverage", "failed", "rules", "findings", "not_measured"],
        "properties": {
            "id": {"type": "string"},
            "accepted": {"type": "boolean", "description": "Whether the article passes the suite."},
            "verdict": {"enum": list(VERDICTS)},
            "score": {"type": "number", "minimum": 0, "maximum": 100},
            "coverage": {"type": "number", "minimum": 0, "maximum": 1},
            "language": _STRING_OR_NULL,
            "date": _STRING_OR_NULL,
            "failed": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["expectation", "column", "observed", "allowed", "unmeasured", "why"],
                },
            },
            "rules": {"type": "array", "items": {"type": "string"}},
            "findings": {"type": "array", "items": {"$ref": "#/components/schemas/Finding"}},
            "dismissed": {"type": "integer", "minimum": 0},
            "not_measured": {"type": "object", "additionalProperties": {"type": "string"}},
        },
    },
    "Error": {"type": "object", "required": ["error"], "properties": {"error": {"type": "string"}}},
}


def description(limits: Limits) -> dict[str, Any]:
    """Return the document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "article-auditor",
            "version": __version__,
            "description": "Audits news text and decides whether it passes. Nothing is kept.",
        },
        "paths": {
            "/v1/audit": _post("Audit one article", _ref("Article"), _ref("Answer")),
            "/v1/batch": _post(
                "Audit several articles, each by itself; answers stand in their order",
                {
                    "type": "object",
                    "required": ["articles"],
                    "properties": {"articles": {"type": "array", "maxItems": limits.batch, "items": _ref("Article")}},
                },
                {
                    "type": "object",
                    "required": ["results"],
                    "properties": {
                        "results": {"type": "array", "items": {"anyOf": [_ref("Answer"), _ref("Error")]}},
                    },
                },
            ),
            "/healthz": _get("Whether the process lives"),
            "/readyz": _get("Whether a request would find a place now", {"503": _error("It would not")}),
            "/metrics": {"get": {"summary": "Counters for Prometheus", "responses": {"200": {"description": "Text"}}}},
        },
        "components": {
            "schemas": _SCHEMAS,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{}, {"token": []}],
    }


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _content(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


def _error(meaning: str) -> dict[str, Any]:
    return {"description": meaning, "content": _content(_ref("Error"))}


def _get(summary: str, more: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"get": {"summary": summary, "responses": {"200": {"description": "Yes"}, **(more or {})}}}


def _post(summary: str, body: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
    return {
        "post": {
            "summary": summary,
            "requestBody": {"required": True, "content": _content(body)},
            "responses": {
                "200": {"description": "Done", "content": _content(answer)},
                "400": _error("Not JSON"),
                "401": _error("The token is missing or wrong"),
                "408": _error("The body did not arrive in time"),
                "413": _error("Too large, or too many articles"),
                "415": _error("Not application/json, or compressed"),
                "422": _error("No article"),
                "429": _error("At capacity; try again after the seconds in Retry-After"),
                "500": _error("The article crashed its worker or held it past every limit"),
            },
        }
    }
