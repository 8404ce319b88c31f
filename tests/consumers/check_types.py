"""Holds exports for providers against the types of their own packages, and rows in the forms of Anthropic and MCP against theirs.

usage: check_types.py DATASET EXPORTS EXPORTS_WITH_CALLS RECORDINGS

The third folder holds `gemini` with --undocumented, the fourth recorded grounds. Nothing is sent anywhere. Exit code 1 if one check fails.
"""

import copy
import json
import sys
from pathlib import Path

from common import caught, check, equal, finish, read_lines, trajectory, true

import anthropic.types  # noqa: E402
import mcp.types  # noqa: E402
from google.genai.types import GeminiPreferenceExample, Tool  # noqa: E402
from openai.types.chat import ChatCompletionMessageParam, ChatCompletionToolParam  # noqa: E402
from pydantic import ConfigDict, TypeAdapter, with_config  # noqa: E402

messages_type = TypeAdapter(list[ChatCompletionMessageParam])
tools_type = TypeAdapter(list[ChatCompletionToolParam])


def chat(messages, tools):
    """Validates messages and tools; calls are validated lazily, so they are walked through."""
    for message in messages_type.validate_python(messages):
        for call in message.get("tool_calls") or []:
            true(isinstance(json.loads(call["function"]["arguments"]), dict), "arguments are no object")
        if message["role"] == "tool":
            true(isinstance(message["content"], str) and message["tool_call_id"], "a reply names no call")
    tools_type.validate_python(tools)


def spoilt(rows, change):
    rows = copy.deepcopy(rows)
    for row in rows:
        change(row)
    return rows


def check_hosted(exports, name):
    preferences = read_lines(exports / name / "dpo-train.jsonl")
    trajectories = read_lines(exports / name / "sft-train.jsonl")

    def validates(rows):
        true(rows, "no rows")
        for row in rows:
            chat(row["input"]["messages"], row["input"]["tools"])
            for side in ("preferred_output", "non_preferred_output"):
                true(len(row[side]) == 1 and row[side][0]["role"] == "assistant", f"{side} is not one assistant message")
                chat(row[side], row["input"]["tools"])
            true(row["input"]["messages"][-1]["role"] in ("user", "tool"), "the prompt does not end with the user or a reply")

    def contents():
        for row in preferences:
            for message in row["input"]["messages"] + row["preferred_output"]:
                true("content" in message, "a message without content")

    check(f"{name}: preference rows are of OpenAI's types", lambda: validates(preferences))
    check(f"{name}: tuning rows are of OpenAI's types", lambda: [chat(row["messages"], row["tools"]) for row in trajectories])
    if name in ("together", "fireworks"):
        check(f"{name}: every message has a content", contents)
    if name != "openai":
        return

    def calls(row):
        return row["preferred_output"][0].get("tool_calls", [])

    for what, change in {
        "arguments as objects": lambda row: [call["function"].update({"arguments": json.loads(call["function"]["arguments"])}) for call in calls(row)],
        "calls without an id": lambda row: [call.pop("id") for call in calls(row)],
        "tools without a name": lambda row: [tool["function"].pop("name") for tool in row["input"]["tools"]],
        "tools that are not wrapped": lambda row: row["input"].update({"tools": [tool["function"] for tool in row["input"]["tools"]]}),
        "a role that there is none of": lambda row: row["input"]["messages"][-1].update({"role": "observation"}),
        "two answers": lambda row: row["preferred_output"].append(row["preferred_output"][0]),
        "a null in place of words": lambda row: row["input"]["messages"][-1].update({"content": None}),
    }.items():
        caught(f"openai, {what}", lambda: validates(spoilt(preferences, change)))


def check_gemini(exports, name):
    rows = read_lines(exports / "gemini" / "train.jsonl")

    def validates(change=lambda row: None):
        true(rows, "no rows")
        for row in spoilt(rows, change):
            example = GeminiPreferenceExample.model_validate({"contents": row["contents"], "completions": row["completions"]})
            equal(sorted(completion.score for completion in example.completions), [0.0, 1.0], "scores")
            true(example.contents[-1].role == "user", "the prompt does not end with the user")
            for tool in row.get("tools", []):
                Tool.model_validate(tool)

    check(f"gemini {name}: rows are of Google's types", validates)
    caught(f"gemini {name}, a part that there is none of", lambda: validates(lambda row: row["contents"][-1].update({"parts": [{"words": "x"}]})))
    caught(f"gemini {name}, arguments as text", lambda: validates(lambda row: row["contents"].append({"role": "user", "parts": [{"functionCall": {"name": "x", "args": "{}"}}]})))


def to_anthropic(messages):
    """Messages as Anthropic's API takes them: calls are blocks of the assistant, replies blocks of the user, the system message stands apart."""
    turns = []
    for message in messages:
        if message["role"] == "system":
            continue
        if message["role"] == "tool":
            block = {"type": "tool_result", "tool_use_id": message["tool_call_id"], "content": message["content"]}
            if turns and turns[-1]["role"] == "user" and isinstance(turns[-1]["content"], list):
                turns[-1]["content"].append(block)
            else:
                turns.append({"role": "user", "content": [block]})
        elif "tool_calls" in message:
            said = [{"type": "text", "text": message["content"]}] if message["content"] else []
            uses = [{"type": "tool_use", "id": call["id"], "name": call["function"]["name"], "input": call["function"]["arguments"]} for call in message["tool_calls"]]
            turns.append({"role": "assistant", "content": said + uses})
        else:
            turns.append({"role": message["role"], "content": message["content"]})
    return turns


def check_anthropic(rows):
    # Members that are not declared are refused, as the API does; the types themselves let them pass.
    tool_type = TypeAdapter(with_config(ConfigDict(extra="forbid"))(anthropic.types.ToolParam))
    blocks = {"text": anthropic.types.TextBlockParam, "tool_use": anthropic.types.ToolUseBlockParam, "tool_result": anthropic.types.ToolResultBlockParam}
    block_types = {name: TypeAdapter(with_config(ConfigDict(extra="forbid"))(type_)) for name, type_ in blocks.items()}
    message_type = TypeAdapter(anthropic.types.MessageParam)

    def validates(change=lambda tools, turns: None):
        used = 0
        for row in rows:
            tools = [{"name": tool["function"]["name"], "description": tool["function"]["description"], "input_schema": copy.deepcopy(tool["function"]["parameters"])} for tool in row["tools"]]
            turns = copy.deepcopy(to_anthropic(trajectory(row)))
            change(tools, turns)
            for tool in tools:
                tool_type.validate_python(tool)
            for turn in turns:
                message_type.validate_python(turn)
                for block in turn["content"] if isinstance(turn["content"], list) else []:
                    block_types[block["type"]].validate_python(block)
                    used += block["type"] == "tool_use"
        true(used > 0, "no call was looked at")

    def uses(turns, kind):
        return [block for turn in turns if isinstance(turn["content"], list) for block in turn["content"] if block["type"] == kind]

    check(f"anthropic: the tools and trajectories of {len(rows)} rows are of its types", validates)
    for what, change in {
        "a tool without a schema": lambda tools, turns: [tool.pop("input_schema") for tool in tools],
        "a tool in the form of MCP": lambda tools, turns: [tool.update({"inputSchema": tool["input_schema"]}) for tool in tools],
        "a call with its arguments as text": lambda tools, turns: [use.update({"input": json.dumps(use["input"])}) for use in uses(turns, "tool_use")],
        "a reply that names no call": lambda tools, turns: [result.pop("tool_use_id") for result in uses(turns, "tool_result")],
        "the role tool": lambda tools, turns: turns.append({"role": "tool", "content": "x"}),
    }.items():
        caught(f"anthropic, {what}", lambda: validates(change))


def check_mcp(rows, recordings):
    def tool(tool):
        read = mcp.types.Tool.model_validate(tool)
        equal(read.model_dump(by_alias=True, exclude_none=True).get("inputSchema"), tool["inputSchema"], f"schema of {tool['name']}")

    def offered(change=lambda tool: tool):
        for row in rows:
            for entry in row["tools"]:
                function = entry["function"]
                tool(change({"name": function["name"], "description": function["description"], "inputSchema": function["parameters"]}))

    def called(change=lambda arguments: arguments):
        for row in rows:
            for message in row["chosen"] + row["rejected"]:
                for call in message.get("tool_calls", []):
                    sent = {"name": call["function"]["name"], "arguments": change(call["function"]["arguments"])}
                    params = mcp.types.CallToolRequestParams.model_validate(sent)
                    equal(params.arguments, call["function"]["arguments"], f"arguments of {row['id']}")

    grounds = sorted(recordings.glob("*/ground.json"))

    def listed():
        true(len(grounds) > 1, f"no recordings in {recordings}")
        for path in grounds:
            for entry in json.loads(path.read_text(encoding="utf-8"))["tools"]:
                tool({name: entry[name] for name in ("name", "title", "description", "inputSchema", "outputSchema", "annotations") if name in entry})

    def replied(change=lambda result: result):
        replies = 0
        for path in grounds:
            for primitive in read_lines(path.parent / "primitives.jsonl")[:200]:
                read = mcp.types.CallToolResult.model_validate(change(primitive["result"]))
                equal([block.text for block in read.content if block.type == "text"], [block["text"] for block in primitive["result"]["content"] if block["type"] == "text"], primitive["id"])
                replies += 1
        true(replies > 100, f"{replies} replies")

    check("mcp: the tools of all rows are MCP tools, schemas as written", offered)
    check("mcp: the calls of both sides are requests of MCP, arguments as written", called)
    check(f"mcp: the tools of {len(grounds)} recorded grounds are as a server lists them", listed)
    check("mcp: recorded replies are results of MCP", replied)
    caught("mcp, a tool without a schema", lambda: offered(lambda tool: {"name": tool["name"]}))
    caught("mcp, arguments as text", lambda: called(json.dumps))
    caught("mcp, a reply of a kind that there is none of", lambda: replied(lambda result: {"content": [{"type": "words", "text": "x"}]}))


def main(dataset, exports, with_calls, recordings):
    rows = read_lines(Path(dataset) / "pairs" / "train.jsonl")
    for name in ("openai", "azure", "together", "fireworks"):
        check_hosted(Path(exports), name)
    check_gemini(Path(with_calls), "with calls")
    check_anthropic(rows)
    check_mcp(rows, Path(recordings))
    return finish()


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
