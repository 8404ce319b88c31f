"""Runs ms-swift's own loader, preprocessor and template on exports.

usage: check_swift.py DATASET EXPORTS TEMPLATE.jinja

Exit code 1 if one check fails.
"""

import copy
import json
import re
import sys
from pathlib import Path

from common import caught, check, decode, equal, finish, is_whole, make_tiny, read_lines, replies_not_learnt, scratch, trajectory, true

from swift.dataset import load_dataset  # noqa: E402
from swift.model.register import get_processor  # noqa: E402
from swift.template import get_template  # noqa: E402


def calls_in(text):
    return [json.loads(found) for found in re.findall(r"<tool_call>\n(.*?)\n</tool_call>(?=\n<tool_call>|<\|im_end\|>)", text, re.DOTALL)]


def calls_of(message):
    return [{"name": call["function"]["name"], "arguments": call["function"]["arguments"]} for call in message.get("tool_calls", [])]


def main(dataset, exports, jinja):
    rows = read_lines(Path(dataset) / "pairs" / "train.jsonl")
    folder = Path(exports) / "ms-swift"
    model, tokenizer = make_tiny(Path(jinja).read_text(encoding="utf-8"))
    processor = get_processor(model, model_type="qwen3")
    default = get_template(processor, template_type="qwen3", agent_template="hermes")
    last_round = get_template(processor, template_type="qwen3", agent_template="hermes", loss_scale="last_round")

    def encode(path, mode, template=default):
        data, _ = load_dataset([str(path)])
        template.set_mode(mode)
        return [template.encode(row) for row in data]

    def learnt(row, prefix=""):
        return decode(tokenizer, [token for token in row[f"{prefix}labels"] if token != -100])

    def preferences(path):
        made = encode(path, "rlhf")
        true(len(made) == len(rows), f"{len(made)} rows of {len(rows)}")
        for row, got in zip(rows, made, strict=True):
            for side in ("chosen", "rejected"):
                # It learns what the assistant said before, too, unless told --loss_scale last_round: the decision is the last.
                text = learnt(got, f"{side}_")
                expected = [call for message in row["prompt"] + row[side] if message["role"] == "assistant" for call in calls_of(message)]
                equal(calls_in(text), expected, f"calls of {side} of {row['id']}")
                true(row[side][0]["content"].strip() in text, f"words of {side} of {row['id']}")
                whole = decode(tokenizer, got[f"{side}_input_ids"])
                for tool in row["tools"]:
                    true(json.dumps(tool["function"]["name"], ensure_ascii=False) in whole, f"tool {tool['function']['name']} of {side} of {row['id']}")

    def decisions():
        for row, got in zip(rows, encode(folder / "dpo-train.jsonl", "rlhf", last_round), strict=True):
            for side in ("chosen", "rejected"):
                text = learnt(got, f"{side}_")
                equal(calls_in(text), calls_of(row[side][0]), f"calls of {side} of {row['id']}")
                true(text.count("<|im_end|>") == 1, f"{side} of {row['id']} ends {text.count('<|im_end|>')} times")

    def trajectories():
        whole = [row for row in rows if is_whole(row)]
        made = encode(folder / "sft-train.jsonl", "train")
        true(len(made) == len(whole), f"{len(made)} rows of {len(whole)}")
        for row, got in zip(whole, made, strict=True):
            text = learnt(got)
            said = [message for message in trajectory(row) if message["role"] == "assistant"]
            equal(calls_in(text), [call for message in said for call in calls_of(message)], f"calls of {row['id']}")
            replies_not_learnt(text, trajectory(row), row["id"])

    def judgements():
        made = encode(folder / "kto-train.jsonl", "kto")
        true(len(made) == 2 * len(rows), f"{len(made)} rows of {2 * len(rows)}")
        for row, right, wrong in zip(rows, made[::2], made[1::2], strict=True):
            equal([bool(right["label"]), bool(wrong["label"])], [True, False], f"labels of {row['id']}")

    def spoilt(change):
        path = Path(scratch.name) / "spoilt.jsonl"
        lines = copy.deepcopy(read_lines(folder / "dpo-train.jsonl"))
        for line in lines:
            change(line)
        path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        preferences(path)

    check("ms-swift, dpo: it keeps every row, and learns the calls and words of both sides, tools in both", lambda: preferences(folder / "dpo-train.jsonl"))
    check("ms-swift, dpo with --loss_scale last_round: it learns the decision alone", decisions)
    check("ms-swift, sft: it keeps every row, learns every call and no reply of a tool", trajectories)
    check("ms-swift, kto: it keeps every row, with its label", judgements)
    caught("a rejected side without its tools", lambda: spoilt(lambda line: line.pop("rejected_tools")))
    caught("a call given as words", lambda: spoilt(lambda line: line["messages"][-1].update({"role": "assistant"})))
    return finish()


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
