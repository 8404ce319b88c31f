"""Holds exports for providers and evaluations against the types of their own packages.

usage: check_types.py EXPORTS EXPORTS_WITH_CALLS

The second folder holds `gemini` with --undocumented. Nothing is sent anywhere. Exit code 1 if one check fails.
"""

import copy
import json
import sys
from pathlib import Path

from common import caught, check, equal, finish, read_lines, true

from google.adk.evaluation.eval_set import EvalSet  # noqa: E402
from google.genai.types import GeminiPreferenceExample, Tool  # noqa: E402
from openai.types.chat import ChatCompletionMessageParam, ChatCompletionToolParam  # noqa: E402
from pydantic import TypeAdapter  # noqa: E402

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

    def objects():
        rows = copy.deepcopy(preferences)
        for row in rows:
            for call in row["preferred_output"][0].get("tool_calls", []):
                call["function"]["arguments"] = json.loads(call["function"]["arguments"])
        validates(rows)

    def nameless():
        rows = copy.deepcopy(preferences)
        for row in rows:
            for tool in row["input"]["tools"]:
                del tool["function"]["name"]
        validates(rows)

    caught("arguments as objects", objects)
    caught("tools without a name", nameless)


def check_gemini(exports, name):
    rows = read_lines(exports / "gemini" / "train.jsonl")

    def validates(change=lambda row: row):
        true(rows, "no rows")
        for row in map(change, rows):
            example = GeminiPreferenceExample.model_validate({"contents": row["contents"], "completions": row["completions"]})
            equal(sorted(completion.score for completion in example.completions), [0.0, 1.0], "scores")
            true(example.contents[-1].role == "user", "the prompt does not end with the user")
            for tool in row.get("tools", []):
                Tool.model_validate(tool)

    check(f"gemini {name}: rows are of Google's types", validates)
    caught("a part that there is none of", lambda: validates(lambda row: {**row, "contents": [{"role": "user", "parts": [{"words": "x"}]}]}))


def check_evaluations(exports):
    def eval_set():
        document = json.loads((exports / "adk" / "train.json").read_text(encoding="utf-8"))
        cases = EvalSet.model_validate(document).eval_cases
        true(len(cases) == len(document["eval_cases"]) > 0, "no cases")
        uses = [use for case in cases for turn in case.conversation for use in turn.intermediate_data.tool_uses]
        written = [use for case in document["eval_cases"] for turn in case["conversation"] for use in turn["intermediate_data"]["tool_uses"]]
        equal([use.args for use in uses], [use["args"] for use in written], "arguments")

    def trajectories(change=lambda row: row):
        for row in map(change, read_lines(exports / "atif" / "train.jsonl")):
            equal(sorted(row), ["agent", "schema_version", "session_id", "steps"], "keys")
            equal([step["step_id"] for step in row["steps"]], list(range(1, len(row["steps"]) + 1)), "step_id")
            for step in row["steps"]:
                true(step["source"] in ("system", "user", "agent"), step["source"])
                true(set(step) <= {"step_id", "source", "message", "tool_calls", "observation"}, str(set(step)))
                true(step["source"] == "agent" or "tool_calls" not in step, "a call of the user")
                ids = {call["tool_call_id"] for call in step.get("tool_calls", [])}
                for result in step.get("observation", {}).get("results", []):
                    true(result["source_call_id"] in ids, "a result of no call")

    def leaderboard():
        questions = {row["id"]: row for row in read_lines(exports / "bfcl" / "questions-train.jsonl")}
        answers = {row["id"]: row for row in read_lines(exports / "bfcl" / "answers-train.jsonl")}
        true(answers and set(answers) <= set(questions), "an answer without a question")
        equal(sorted(set(questions) - set(answers)), sorted(name for name in questions if name.startswith("irrelevance_")), "questions without an answer")
        for row in questions.values():
            true(all(function["parameters"]["type"] == "dict" for function in row["function"]), "a root type that is no dict")

    check("adk: the eval set is of Google's types, arguments as written", eval_set)
    check("atif: trajectories are as ATIF-v1.7 describes them (by hand: its package is not to be had)", trajectories)
    check("bfcl: questions and answers join", leaderboard)
    caught("steps that are not numbered from 1", lambda: trajectories(lambda row: {**row, "steps": row["steps"][1:]}))


def main(exports, with_calls):
    exports = Path(exports)
    for name in ("openai", "azure", "together", "fireworks"):
        check_hosted(exports, name)
    check_gemini(Path(with_calls), "with calls")
    check_evaluations(exports)
    return finish()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
