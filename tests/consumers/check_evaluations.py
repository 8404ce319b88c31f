"""Has evaluations read exports with their own code, and judge with it: right sides have to pass, near misses to fail.

usage: check_evaluations.py DATASET EXPORTS

Harbor and the NeMo Agent Toolkit (ATIF), Google's ADK, BFCL, LangSmith with agentevals, Vertex. Nothing is sent anywhere. Exit code 1 if one
check fails.
"""

import collections
import copy
import json
import sys
import types
import warnings
from pathlib import Path

from common import bare, caught, check, equal, finish, read_lines, true

# BFCL's checker wants to know of a model only whether it replaces dots in names; its table of models imports the clients of all of them.
models = types.ModuleType("bfcl_eval.constants.model_config")
models.MODEL_CONFIG_MAPPING = collections.defaultdict(lambda: types.SimpleNamespace(underscore_to_dot=False))
sys.modules[models.__name__] = models
bare("openevals", "agentevals", "agentevals.trajectory")
import google.cloud  # noqa: E402

bare("google.cloud.aiplatform_v1beta1", "google.cloud.aiplatform_v1beta1.types")
warnings.simplefilter("ignore")

from agentevals.trajectory.strict import _scorer as trajectory_matches  # noqa: E402
from bfcl_eval.constants.enums import Language  # noqa: E402
from bfcl_eval.eval_checker.ast_eval.ast_checker import ast_checker  # noqa: E402
from google.adk.evaluation.eval_set import EvalSet  # noqa: E402
from google.adk.evaluation.trajectory_evaluator import TrajectoryEvaluator  # noqa: E402
from google.cloud.aiplatform_v1beta1.types.evaluation_service import ToolCall, Trajectory  # noqa: E402
from harbor.utils.trajectory_validator import TrajectoryValidator  # noqa: E402
from langsmith.schemas import ExampleCreate  # noqa: E402
from nat.atif import ATIFTrajectory  # noqa: E402


def calls_of(message):
    return [call["function"] for call in message.get("tool_calls", [])]


def check_atif(rows):
    def harbor(change=lambda row: None):
        validator = TrajectoryValidator()
        for row in copy.deepcopy(rows):
            change(row)
            true(validator.validate(row), "; ".join(validator.errors))

    def toolkit():
        for row in rows:
            read = ATIFTrajectory.model_validate(row)
            equal([step.message for step in read.steps], [step["message"] for step in row["steps"]], "messages")
            calls = [call.arguments for step in read.steps for call in step.tool_calls or []]
            equal(calls, [call["arguments"] for step in row["steps"] for call in step.get("tool_calls", [])], "arguments")

    def results(change):
        """Results stand in the last step that called."""
        return lambda row: [change(step) for step in row["steps"] if "observation" in step]

    true(any("observation" in step for row in rows for step in row["steps"]), "no results of calls")
    check(f"atif: Harbor's validator takes all {len(rows)} trajectories", harbor)
    check("atif: the NeMo Agent Toolkit reads them, messages and arguments as written", toolkit)
    caught("atif, steps that are not numbered from 1", lambda: harbor(lambda row: row["steps"].pop(0)))
    caught("atif, a result of no call", lambda: harbor(results(lambda step: step["observation"]["results"][0].update({"source_call_id": "other"}))))
    caught("atif, arguments as text", lambda: harbor(results(lambda step: step["tool_calls"][0].update({"arguments": "{}"}))))
    caught("atif, a call of the user", lambda: harbor(lambda row: row["steps"].append({"step_id": len(row["steps"]) + 1, "source": "user", "message": "", "tool_calls": []})))


def check_adk(document):
    def judges(change=lambda use: None):
        evaluator = TrajectoryEvaluator(threshold=1.0)
        own = copy.deepcopy(document)
        for case in own["eval_cases"]:
            for turn in case["conversation"]:
                for use in turn["intermediate_data"]["tool_uses"]:
                    change(use)
        expected, actual = (EvalSet.model_validate(one).eval_cases for one in (document, own))
        for case, made in zip(expected, actual, strict=True):
            result = evaluator.evaluate_invocations(made.conversation, case.conversation)
            true(result.overall_score == 1.0, f"{case.eval_id}: {result.overall_score}")

    def as_written():
        cases = EvalSet.model_validate(document).eval_cases
        true(len(cases) == len(document["eval_cases"]) > 0, "no cases")
        uses = [use.args for case in cases for turn in case.conversation for use in turn.intermediate_data.tool_uses]
        written = [use["args"] for case in document["eval_cases"] for turn in case["conversation"] for use in turn["intermediate_data"]["tool_uses"]]
        equal(uses, written, "arguments")

    check("adk: the eval set is of Google's types, arguments as written", as_written)
    check("adk: its trajectory evaluator gives right trajectories full marks", judges)
    caught("adk, an argument more", lambda: judges(lambda use: use["args"].update({"other": 1})))
    caught("adk, a part that there is none of", lambda: EvalSet.model_validate({**document, "eval_cases": [{"conversation": [{"user_content": {"words": "x"}}]}]}))


def check_leaderboard(pairs, folder):
    questions = {row["id"]: row for split in ("train", "test") for row in read_lines(folder / f"questions-{split}.jsonl")}
    answers = {row["id"]: row for split in ("train", "test") for row in read_lines(folder / f"answers-{split}.jsonl")}

    def judge(name, message, change=lambda choices: choices):
        calls = [{call["name"]: call["arguments"]} for call in calls_of(message)]
        truth = [{call: change(choices) for call, choices in answer.items()} for answer in answers[name]["ground_truth"]]
        return ast_checker(questions[name]["function"], calls, truth, Language.PYTHON, name.rpartition("_")[0], "any")

    def joined():
        true(answers and set(answers) <= set(questions), "an answer without a question")
        equal(sorted(set(questions) - set(answers)), sorted(name for name in questions if name.startswith("irrelevance_")), "questions without an answer")

    def right(change=lambda choices: choices):
        for name in answers:
            result = judge(name, pairs[name.rpartition("_")[2]]["chosen"][0], change)
            true(result["valid"], f"{name}: {result['error']}")

    def wrong():
        missed = [name for name in answers if calls_of(pairs[name.rpartition("_")[2]]["rejected"][0]) and judge(name, pairs[name.rpartition("_")[2]]["rejected"][0])["valid"]]
        true(not missed, f"taken for right: {missed}")

    check(f"bfcl: {len(questions)} questions and {len(answers)} answers join", joined)
    check("bfcl: its checker takes every right call", right)
    check("bfcl: its checker takes no near miss", wrong)
    caught("bfcl, an answer that is not a list of values", lambda: right(lambda choices: {name: {} for name in choices}))


def check_langsmith(pairs, rows):
    def of(row, side):
        return [{"role": message["role"], "content": message["content"], **({"tool_calls": [{**call, "function": {**call["function"], "arguments": json.dumps(call["function"]["arguments"])}} for call in message["tool_calls"]]} if "tool_calls" in message else {})} for message in pairs[row["metadata"]["id"]][side]]

    def uploads():
        for row in rows:
            sent = ExampleCreate(**copy.deepcopy(row)).model_dump(by_alias=True)
            equal({name: sent[name] for name in row}, row, row["metadata"]["id"])

    def judges(side, expected):
        """What is said in words is not compared, so two sides in words are alike."""
        for row in rows:
            if side == "rejected" and not any(calls_of(message) for name in ("chosen", "rejected") for message in pairs[row["metadata"]["id"]][name]):
                continue
            got = trajectory_matches(outputs=of(row, side), reference_outputs=copy.deepcopy(row["outputs"]), tool_args_match_mode="exact")
            true(got is expected, f"{row['metadata']['id']}: {got}")

    check(f"langsmith: its client's examples are the {len(rows)} rows, messages and references as written", uploads)
    check("langsmith: agentevals matches every right side", lambda: judges("chosen", True))
    check("langsmith: agentevals matches no near miss", lambda: judges("rejected", False))
    caught("langsmith, the near misses given as right", lambda: judges("rejected", True))
    caught("langsmith, a split that is no name", lambda: ExampleCreate(**{**rows[0], "split": 1}))


def check_vertex(rows):
    def read(uses):
        """As the client makes them of a column (`build_trajectory` of vertexai's evaluation)."""
        return Trajectory(tool_calls=[ToolCall(tool_name=use["tool_name"], tool_input=json.dumps(use["tool_input"])) for use in uses])

    def trajectories(change=lambda use: use):
        differ = 0
        for row in rows:
            right, wrong = (read([change(use) for use in row[name]]) for name in ("reference_trajectory", "predicted_trajectory"))
            equal([json.loads(call.tool_input) for call in right.tool_calls], [use["tool_input"] for use in row["reference_trajectory"]], "arguments")
            differ += right != wrong
        true(differ == len(rows) > 0, f"{differ} of {len(rows)} near misses differ")

    check(f"vertex: {len(rows)} rows become trajectories of the service, none with both sides alike", trajectories)
    caught("vertex, a name that is a list", lambda: trajectories(lambda use: {**use, "tool_name": [use["tool_name"]]}))


def main(dataset, exports):
    exports = Path(exports)
    pairs = {row["id"]: row for split in ("train", "test") for row in read_lines(Path(dataset) / "pairs" / f"{split}.jsonl")}
    check_atif(read_lines(exports / "atif" / "train.jsonl"))
    check_adk(json.loads((exports / "adk" / "train.json").read_text(encoding="utf-8")))
    check_leaderboard(pairs, exports / "bfcl")
    check_langsmith(pairs, read_lines(exports / "langsmith" / "train.jsonl"))
    check_vertex(read_lines(exports / "vertex" / "train.jsonl"))
    return finish()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
