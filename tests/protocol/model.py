"""Holds what the server sends against the protocol's own model.

A message is read into the classes that `lsprotocol` has for its method (or, for an answer, for the method it answers) and written
out again. What the model does not know gets lost on that way, and what has the wrong type changes or does not go in, so that the two
forms differ.
"""

import attrs
import cattrs
from lsprotocol import converters, types

import own

CONVERTER = converters.get_converter()


def _notebook(value, _):
    """Which notebooks a server is told of. The model has these types, and its reader does not know how to tell them apart."""
    kinds = {
        "notebookType": types.NotebookDocumentFilterNotebookType,
        "scheme": types.NotebookDocumentFilterScheme,
        "pattern": types.NotebookDocumentFilterPattern,
    }
    if value is None or isinstance(value, str):
        return value
    return CONVERTER.structure(value, next(kind for key, kind in kinds.items() if key in value))


CONVERTER.register_structure_hook(attrs.fields(types.NotebookDocumentFilterWithCells).notebook.type, _notebook)

#: The errors a server may answer with: those of JSON-RPC and those of LSP.
CODES = {int(code) for kind in (types.ErrorCodes, types.LSPErrorCodes) for code in kind}

#: What LSP has each side send.
SENDS = {"server": {"serverToClient", "both"}, "client": {"clientToServer", "both"}}


def faults(message, asked=None, sender="server"):
    """What is wrong in `message`; `asked` is the method of the request that it answers, `None` if it answers none."""
    if not isinstance(message, dict):
        return ["it is no object"]
    if message.get("jsonrpc") != "2.0":
        return ["it is not marked as JSON-RPC 2.0"]
    if "method" in message:
        return _call(message, sender)
    if ("result" in message) == ("error" in message):
        return ["it has not one of result and error"]
    if "error" in message:
        return _error(message)
    if asked is None:
        return ["it is the result of nothing"]
    if asked in own.RESULTS:
        return own.faults(message["result"], own.RESULTS[asked])
    if asked not in types.METHOD_TO_TYPES:
        return [f"{asked} is no method of the protocol and has a result"]
    return _same(message, types.METHOD_TO_TYPES[asked][1])


def _call(message, sender):
    method = message["method"]
    kinds = own.REQUESTS if "id" in message else own.NOTES
    if method in kinds:
        return own.faults(message.get("params"), kinds[method])
    if method not in types.METHOD_TO_TYPES:
        return [f"{method} is no method of the protocol"]
    if types.message_direction(method) not in SENDS[sender]:
        return [f"{method} is not for a {sender} to send"]
    kind = types.METHOD_TO_TYPES[method]
    # A request has a class for its answer, a notification has none.
    if (kind[1] is not None) != ("id" in message):
        return [f"{method} with the id of a request or without"]
    found = _same(message, kind[0])
    if method == "client/registerCapability" and not found:
        for one in message["params"]["registrations"]:
            kind = types.METHOD_TO_TYPES.get(one["method"], [None] * 4)[3]
            # The model has a type for the section of the settings that its own reader does not know.
            if kind is not None and one["method"] != "workspace/didChangeConfiguration":
                found += [f"{one['method']}: {fault}" for fault in _same(one.get("registerOptions", {}), kind)]
    if method == "$/progress":
        found += _progress(message["params"]["value"])
    return found


def _progress(value):
    """The protocol leaves the value open; these are the ones that a server sends unless they are partial results."""
    kinds = {"begin": types.WorkDoneProgressBegin, "report": types.WorkDoneProgressReport, "end": types.WorkDoneProgressEnd}
    kind = kinds.get(value.get("kind")) if isinstance(value, dict) else None
    if kind is None:
        kind = types.WorkspaceDiagnosticReportPartialResult
    return _same(value, kind)


def _error(message):
    error = message["error"]
    allowed = {"code", "message", "data"}
    well = isinstance(error, dict) and set(error) <= allowed and type(error.get("code")) is int
    if not well or not isinstance(error.get("message"), str) or not error["message"]:
        return [f"it has an error that is none: {error}"]
    if set(message) != {"jsonrpc", "id", "error"}:
        return [f"there is more beside the error: {sorted(message)}"]
    return [] if error["code"] in CODES else [f"{error['code']} is no code of the protocol"]


def _same(message, kind):
    try:
        again = CONVERTER.unstructure(CONVERTER.structure(message, kind), unstructure_as=kind)
    except (cattrs.BaseValidationError, TypeError, ValueError, KeyError) as error:
        return [f"it is no {kind.__name__}: {'; '.join(cattrs.transform_error(error))}"]
    return difference(message, again)


def difference(raw, again, place="message"):
    """Where `raw` differs from what the model made of it."""
    if type(raw) is not type(again) and not (isinstance(raw, (int, str)) and isinstance(again, (int, str)) and raw == again):
        return [f"{place} is {raw!r}, and by the model {again!r}"]
    if isinstance(raw, dict):
        found = [f"{place}.{key} is not in the model" for key in raw.keys() - again.keys()]
        found += [f"{place}.{key} is missing" for key in again.keys() - raw.keys()]
        for key in raw.keys() & again.keys():
            found += difference(raw[key], again[key], f"{place}.{key}")
        return found
    if isinstance(raw, list):
        if len(raw) != len(again):
            return [f"{place} has {len(raw)} parts, and by the model {len(again)}"]
        return [fault for index, pair in enumerate(zip(raw, again)) for fault in difference(*pair, f"{place}[{index}]")]
    return [] if raw == again else [f"{place} is {raw!r}, and by the model {again!r}"]
