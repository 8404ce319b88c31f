"""Has trainers that need what no machine here has (a GPU, Ray, DeepSpeed) read exports with their own readers of data.

usage: check_text.py DATASET EXPORTS TEMPLATE.jinja

Axolotl tokenizes trajectories, OpenRLHF and verl rendered text; what they learn is read off the tokens. Nothing is trained. Exit code 1 if
one check fails.
"""

import json
import logging
import re
import sys
import types
from pathlib import Path

from common import bare, caught, check, decode, equal, finish, is_whole, make_tokenizer, read_lines, replies_not_learnt, trajectory, true

bare("openrlhf", "openrlhf.utils", "verl", "verl.utils", "verl.utils.dataset")
sys.modules["verl.utils"].hf_tokenizer = None
sys.modules["axolotl.utils.data"] = types.ModuleType("axolotl.utils.data")
sys.modules["axolotl.utils.data.utils"] = types.SimpleNamespace(is_vision_dataset=lambda columns: False)

import datasets  # noqa: E402
import yaml  # noqa: E402
from axolotl.prompt_strategies import load as load_strategy  # noqa: E402
from axolotl.prompt_strategies.dpo.chat_template import default as axolotl_preferences  # noqa: E402
from axolotl.utils.dict import DictDefault  # noqa: E402
from datasets import load_dataset  # noqa: E402
from openrlhf.datasets.reward_dataset import RewardDataset  # noqa: E402
from verl.utils.dataset.rm_dataset import RMDataset  # noqa: E402

datasets.disable_progress_bars()
logging.disable(logging.WARNING)
SAMPLE = 40
LONG = 1 << 20


def calls_in(text):
    return [json.loads(found) for found in re.findall(r"<tool_call>\n(.*?)\n</tool_call>(?=\n<tool_call>|<\|im_end\|>)", text, re.DOTALL)]


def calls_of(message):
    return [{"name": call["function"]["name"], "arguments": call["function"]["arguments"]} for call in message.get("tool_calls", [])]


def without_nulls(value):
    """Axolotl leaves out every member that is null, those of arguments too."""
    if isinstance(value, dict):
        return {name: without_nulls(member) for name, member in value.items() if member is not None}
    return [without_nulls(member) for member in value] if isinstance(value, list) else value


def check_axolotl(rows, exports, tokenizer):
    folder = exports / "trl-sft"
    recipe = DictDefault(yaml.safe_load((folder / "axolotl.yaml").read_text(encoding="utf-8")))
    recipe.sequence_len = LONG
    whole = {row["id"]: row for row in rows if is_whole(row)}
    data = load_dataset(str(folder), split="train").select(range(min(SAMPLE, len(whole))))

    def learns(roles):
        strategy = load_strategy("chat_template", tokenizer, recipe, DictDefault({**recipe.datasets[0], "roles_to_train": roles}))
        seen = 0
        for line in data:
            row = whole[line["id"]]
            got = strategy.tokenize_prompt(dict(line))
            text = decode(tokenizer, [token for token, label in zip(got["input_ids"], got["labels"], strict=True) if label != -100])
            said = [message for message in trajectory(row) if message["role"] == "assistant"]
            equal(calls_in(text), without_nulls([call for message in said for call in calls_of(message)]), f"calls of {row['id']}")
            seen += replies_not_learnt(text, without_nulls(trajectory(row)), row["id"])
            prompt = decode(tokenizer, got["input_ids"])
            for tool in row["tools"]:
                true(json.dumps(tool["function"]["name"], ensure_ascii=False) in prompt, f"tool {tool['function']['name']} of {row['id']}")
        true(seen > 0, "no row has a reply to look for")

    def own_preferences():
        """What it would make of a pair whose messages it renders itself."""
        transform, _ = axolotl_preferences(DictDefault({"datasets": [{"field_messages": "prompt"}], "chat_template": "tokenizer_default"}))
        for row in rows[:SAMPLE]:
            made = transform(row, tokenizer=tokenizer)
            for side in ("chosen", "rejected"):
                equal(calls_in(made[side]), calls_of(row[side][0]), f"{side} of {row['id']}")

    check(f"Axolotl, sft by the recipe: {len(data)} trajectories, every call learnt and no reply of a tool", lambda: learns(["assistant"]))
    caught("Axolotl, replies of tools learnt", lambda: learns(["assistant", "tool"]))
    caught("Axolotl, preferences as messages: it drops the calls", own_preferences)


def check_openrlhf(lines, file, tokenizer):
    data = load_dataset("parquet", data_files=str(file), split=f"train[:{SAMPLE}]")
    flags = types.SimpleNamespace(prompt_key="prompt", chosen_key="chosen", rejected_key="rejected", apply_chat_template=False)

    def as_written(max_length=LONG):
        made = RewardDataset(data, tokenizer, max_length, types.SimpleNamespace(args=types.SimpleNamespace(data=flags)), is_dpo=True, num_processors=1)
        true(len(made) == len(data), f"{len(made)} rows of {len(data)}")
        for place, line in enumerate(lines[: len(data)]):
            chosen, _, rejected, _, before = made[place]
            for side, ids in (("chosen", chosen[0]), ("rejected", rejected[0])):
                equal(decode(tokenizer, ids[:before]), line["prompt"], "prompt")
                equal(decode(tokenizer, ids[before:]), line[side], side)

    check(f"OpenRLHF, dpo: {len(data)} rows, prompts cut where they end, one end of turn", as_written)
    caught("OpenRLHF, rows longer than its limit", lambda: as_written(512))


def check_verl(lines, file, tokenizer):
    longest = max(len(tokenizer(line["prompt"] + line[side])["input_ids"]) for line in lines[:SAMPLE] for side in ("chosen", "rejected"))

    def as_written(**options):
        made = RMDataset(str(file), tokenizer, **{"max_length": longest, "add_eos": False, "max_samples": SAMPLE, "cache_dir": str(file.parent), **options})
        for place, line in enumerate(lines[: len(made)]):
            got = made[place]
            for number, side in enumerate(("chosen", "rejected")):
                ids = got["input_ids"][number][got["attention_mask"][number].bool()]
                equal(decode(tokenizer, ids), line["prompt"] + line[side], side)

    check(f"verl, reward model: {min(SAMPLE, len(lines))} rows with add_eos=False, as written", as_written)
    caught("verl, a second end of turn, by its default", lambda: as_written(add_eos=True, max_length=longest + 1))
    caught("verl, its default of 1,024 tokens", lambda: as_written(max_length=1024))


def main(dataset, exports, template):
    tokenizer = make_tokenizer(Path(template).read_text(encoding="utf-8"))
    rows = read_lines(Path(dataset) / "pairs" / "train.jsonl")
    file = Path(exports) / "rendered" / "dpo-train.parquet"
    lines = list(load_dataset("parquet", data_files=str(file), split="train"))
    check_axolotl(rows, Path(exports), tokenizer)
    check_openrlhf(lines, file, tokenizer)
    check_verl(lines, file, tokenizer)
    return finish()


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
