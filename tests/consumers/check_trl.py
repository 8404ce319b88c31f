"""Loads nearmiss datasets with Hugging Face `datasets` and trains on them with TRL, offline and on the CPU.

usage: check_trl.py FOLDER...

Everything is held against the canonical rows of pairs/*.jsonl, read with the `json` module alone: that is what a trainer has to
see, to the letter. Exit code 1 if one check fails.
"""

import json
import logging
import re
import sys
from pathlib import Path

from common import COMMON, call_text, check, count_nulls, decode, equal, finish, is_whole, make_tiny, scratch, trains, trajectory, true, template_folder

import datasets  # noqa: E402
from datasets import Features, Json, List, Value, load_dataset  # noqa: E402
from transformers import PrinterCallback  # noqa: E402
from trl import DPOConfig, DPOTrainer, SFTConfig, SFTTrainer  # noqa: E402

datasets.logging.set_verbosity(logging.CRITICAL)
TEMPLATES = template_folder()
# Bundled templates of model families that take tools and objects as arguments, and whose prompt is a prefix of prompt and answer.
FAMILIES = ["glm4moe", "gptoss", "lfm2_2_5", "llama3_1", "llama3_2", "qwen2_5", "qwen3", "qwen3_5_nothink", "qwen3_6", "qwen3_instruct_2507"]
DPO = Features({"id": Value("string"), "prompt": List(Json()), "chosen": List(Json()), "rejected": List(Json()), "tools": List(Json()), "deviation": Json()})
SFT = Features({"id": Value("string"), "messages": List(Json()), "tools": List(Json())})
ROWS_OF_A_KIND = 3

# --- what the canonical rows ask for -------------------------------------------------------------------------------------------


def read_canonical(folder):
    rows = {}
    for split in ("train", "test"):
        path = folder / "pairs" / f"{split}.jsonl"
        lines = path.read_text(encoding="utf-8").split("\n") if path.exists() else []
        if some := [json.loads(line) for line in lines if line]:
            rows[split] = some
    return rows


def to_dpo(row):
    return {name: row[name] for name in DPO}


def to_sft(row):
    return {"id": row["id"], "messages": trajectory(row), "tools": row["tools"]}


def expected_of(rows, config):
    if config == "dpo":
        return {split: [to_dpo(row) for row in some] for split, some in rows.items()}
    return {split: made for split, some in rows.items() if (made := [to_sft(row) for row in some if is_whole(row)])}


# --- loading -------------------------------------------------------------------------------------------------------------------


def check_loading(folder, rows):
    for config, features in (("dpo", DPO), ("sft", SFT)):
        expected = expected_of(rows, config)
        true(expected, f"{folder} has no {config} rows to check")

        def loads(**options):
            loaded = load_dataset(str(folder), config, **options)
            equal(sorted(loaded), sorted(expected), "splits")
            for split in expected:
                true(loaded[split].features == features, f"features of {split}: {loaded[split].features}")
                equal(list(loaded[split]), expected[split], f"rows of {split}")

        def loads_without_card():
            for split in expected:
                loaded = load_dataset("parquet", data_files=str(folder / config / f"{split}.parquet"), split="train")
                true(loaded.features == features, f"features of {split}: {loaded.features}")
                equal(list(loaded), expected[split], f"rows of {split}")

        check(f"{config}: the folder loads as the canonical rows", loads)
        check(f"{config}: the folder streams as the canonical rows", lambda: loads(streaming=True))
        check(f"{config}: the Parquet files load as the canonical rows without the card", loads_without_card)

    check("the first config is the default", lambda: equal(load_dataset(str(folder))["train"].column_names, list(DPO), "columns"))

    expected = expected_of(rows, "dpo")["train"]
    path = Path(scratch.name) / f"{folder.name}.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in expected), encoding="utf-8")

    def loads_as_lines():
        loaded = load_dataset("json", data_files=str(path), split="train", features=DPO)
        equal(list(loaded), expected, "rows")

    def fails_when_inferred():
        """The comparison can fail: with types inferred, as before datasets 4.7, the same file comes back changed or not at all."""
        try:
            loaded = list(load_dataset("json", data_files=str(path), split="train", on_mixed_types=None))
        except Exception as error:  # noqa: BLE001
            print(f"        not at all: {str(error.__cause__ or error)[:110]}")
            return
        wrong = sum(json.dumps(got, default=str) != json.dumps(row) for got, row in zip(loaded, expected, strict=True))
        print(f"        changed: {wrong} of {len(expected)} rows")
        true(wrong > 0, "rows loaded with inferred types equal the canonical ones, so the comparison proves nothing")

    check("the same rows as JSON lines load as the canonical rows, given the features", loads_as_lines)
    check("negative control: without the features they do not", fails_when_inferred)


# --- training ------------------------------------------------------------------------------------------------------------------


def pick_sample(rows):
    """Places of a few rows of every operator and shape."""
    seen = {}
    for place, row in enumerate(rows):
        kind = (row["deviation"]["operator"], row["shape"])
        if len(seen.setdefault(kind, [])) < ROWS_OF_A_KIND:
            seen[kind].append(place)
    return sorted(place for places in seen.values() for place in places), sorted(seen)


class Warnings(logging.Handler):
    def __init__(self):
        super().__init__(level=logging.WARNING)
        self.messages = []

    def emit(self, record):
        self.messages.append(record.getMessage())


def render(tokenizer, messages, tools, **options):
    return tokenizer.apply_chat_template(messages, tools=tools, tokenize=False, **options)


def check_dpo(folder, rows, model, tokenizer, name):
    places, kinds = pick_sample(rows["train"])
    canonical = [rows["train"][place] for place in places]
    data = load_dataset(str(folder), "dpo", split="train").select(places)
    heard = Warnings()
    logging.getLogger("trl").addHandler(heard)
    args = DPOConfig(output_dir=f"{scratch.name}/dpo", max_length=None, **COMMON)
    trainer = DPOTrainer(model=model, args=args, train_dataset=data, processing_class=tokenizer)
    trainer.remove_callback(PrinterCallback)
    made = list(trainer.train_dataset)

    def every_row_kept():
        print(f"        {len(canonical)} rows of {len(kinds)} kinds of operator and shape")
        true(len(made) == len(canonical), f"{len(made)} rows of {len(canonical)}")

    def texts_as_rendered():
        for row, got in zip(canonical, made, strict=True):
            prompt = render(tokenizer, row["prompt"], row["tools"], add_generation_prompt=True)
            equal(decode(tokenizer, got["prompt_ids"]), prompt, f"prompt of {row['id']}")
            for side in ("chosen", "rejected"):
                whole = render(tokenizer, row["prompt"] + row[side], row["tools"])
                true(whole.startswith(prompt), f"prompt of {row['id']} is no prefix")
                equal(decode(tokenizer, got[f"{side}_ids"]).removesuffix("\n"), whole[len(prompt) :].removesuffix("\n"), f"{side} of {row['id']}")

    def texts_by_hand():
        for row, got in zip(canonical, made, strict=True):
            prompt = decode(tokenizer, got["prompt_ids"])
            for tool in row["tools"]:
                true(json.dumps(tool, ensure_ascii=False) in prompt, f"tool {tool['function']['name']} of {row['id']} is not in its prompt as it is")
            for message in row["prompt"]:
                true(message["content"].strip() in prompt, f"a {message['role']} message of {row['id']} is not in its prompt")
                for call in message.get("tool_calls", []):
                    true(call_text(call) in prompt, f"an earlier call of {row['id']} is not in its prompt")
            for side in ("chosen", "rejected"):
                text, [message] = decode(tokenizer, got[f"{side}_ids"]), row[side]
                calls = [json.loads(found) for found in re.findall(r"<tool_call>\n(.*?)\n</tool_call>(?=\n<tool_call>|<\|im_end\|>)", text, re.DOTALL)]
                expected = [{"name": call["function"]["name"], "arguments": call["function"]["arguments"]} for call in message.get("tool_calls", [])]
                equal(calls, expected, f"calls of {side} of {row['id']}")
                true(message["content"].strip("\n") in text, f"words of {side} of {row['id']}")
                true(text.count("<|im_end|>") == 1, f"{side} of {row['id']} ends {text.count('<|im_end|>')} times")

    def no_null_invented():
        for row, got in zip(canonical, made, strict=True):
            for side in ("chosen", "rejected"):
                text = decode(tokenizer, got["prompt_ids"]) + decode(tokenizer, got[f"{side}_ids"])
                own = json.dumps([row["tools"], row["prompt"], row[side]], ensure_ascii=False)
                true(count_nulls(text) <= count_nulls(own), f"{row['id']} has {count_nulls(own)} nulls, its text {count_nulls(text)}")

    def sides_differ():
        for row, got in zip(canonical, made, strict=True):
            true(got["chosen_ids"] != got["rejected_ids"], f"both sides of {row['id']} are the same tokens")

    check(f"{name}: DPOTrainer keeps every row of the sample", every_row_kept)
    check(f"{name}: DPO token ids are the canonical rows, rendered by the template", texts_as_rendered)
    check(f"{name}: DPO token ids are the canonical rows, written out by hand", texts_by_hand)
    check(f"{name}: no null or None is invented", no_null_invented)
    check(f"{name}: chosen and rejected differ as tokens", sides_differ)
    check(f"{name}: two DPO steps give a finite loss", lambda: trains(trainer))
    logging.getLogger("trl").removeHandler(heard)
    mismatches = [message for message in heard.messages if "ismatch" in message]
    check(f"{name}: DPOTrainer warns of no mismatch", lambda: true(not mismatches, str(mismatches[:3])))


def check_sft(folder, rows, model, tokenizer, name):
    whole = [row for row in rows["train"] if is_whole(row)]
    places, _ = pick_sample(whole)
    canonical = [whole[place] for place in places]
    data = load_dataset(str(folder), "sft", split="train").select(places)
    args = SFTConfig(
        output_dir=f"{scratch.name}/sft", max_length=None, assistant_only_loss=True, **COMMON
    )
    trainer = SFTTrainer(model=model, args=args, train_dataset=data, processing_class=tokenizer)
    trainer.remove_callback(PrinterCallback)
    made = list(trainer.train_dataset)

    def learns_only_what_the_assistant_says():
        true(len(made) == len(canonical), f"{len(made)} rows of {len(canonical)}")
        for row, got in zip(canonical, made, strict=True):
            pieces = list(zip(got["input_ids"], got["labels"], strict=True))
            learnt = decode(tokenizer, [token for token, label in pieces if label != -100])
            rest = decode(tokenizer, [token for token, label in pieces if label == -100])
            said = [message for message in trajectory(row) if message["role"] == "assistant"]
            own = "\n".join([message["content"] for message in said] + [call_text(call) for message in said for call in message.get("tool_calls", [])])
            for message in trajectory(row):
                content = message["content"].strip()
                if message["role"] != "assistant":
                    true(content in rest, f"a {message['role']} message of {row['id']} is missing")
                    # An answer may quote a reply; what the assistant does not say itself must not be learnt.
                    if len(content) > 20:
                        true(learnt.count(content) <= own.count(content), f"a {message['role']} message of {row['id']} is trained on")
                    continue
                true(content in learnt, f"words of the assistant in {row['id']} are not trained on")
                for call in message.get("tool_calls", []):
                    true(call_text(call) in learnt, f"a call of {row['id']} is not trained on")

    check(f"{name}: SFT trains on calls and answers and on no reply of a tool", learns_only_what_the_assistant_says)
    check(f"{name}: two SFT steps give a finite loss", lambda: trains(trainer))


def check_families(rows, tokenizer, name):
    places, _ = pick_sample(rows["train"])
    canonical = [rows["train"][place] for place in places]
    own = tokenizer.chat_template
    for family in FAMILIES:

        def renders():
            tokenizer.chat_template = (TEMPLATES / f"{family}.jinja").read_text(encoding="utf-8")
            for row in canonical:
                prompt = render(tokenizer, row["prompt"], row["tools"], add_generation_prompt=True)
                sides = [render(tokenizer, row["prompt"] + row[side], row["tools"]) for side in ("chosen", "rejected")]
                true(all(side.startswith(prompt) for side in sides), f"prompt of {row['id']} is no prefix of both sides")
                true(sides[0] != sides[1], f"both sides of {row['id']} render the same")

        check(f"{name}: both sides follow from the prompt in the chat template {family}", renders)
    tokenizer.chat_template = own


def main(folders):
    if not folders:
        sys.exit(__doc__)
    model, tokenizer = make_tiny((TEMPLATES / "qwen3.jinja").read_text(encoding="utf-8"))
    for folder in map(Path, folders):
        print(f"\n# {folder.name}")
        rows = read_canonical(folder)
        true(rows.get("train"), f"{folder} has no training rows")
        check_loading(folder, rows)
        check_dpo(folder, rows, model, tokenizer, folder.name)
        check_sft(folder, rows, model, tokenizer, folder.name)
        check_families(rows, tokenizer, folder.name)
    return finish()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
