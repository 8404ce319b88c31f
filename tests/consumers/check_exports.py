"""Trains on exports with TRL, and holds every token against what `nearmiss doctor` predicted.

usage: check_exports.py DATASET EXPORTS PREDICTIONS.jsonl

EXPORTS holds a folder for each format, as `nearmiss export` writes them; the predictions were made with TRL's template qwen3. Every trainer
takes two steps. Exit code 1 if one check fails.
"""

import copy
import datetime
import logging
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

from common import COMMON, caught, check, decode, equal, finish, is_whole, make_tiny, read_lines, replies_not_learnt, scratch, template_folder, tiny_config, trains, trajectory, true

import datasets  # noqa: E402
import duckdb  # noqa: E402
import pyarrow.parquet  # noqa: E402
import torch  # noqa: E402
import trl  # noqa: E402
from datasets import Dataset, Features, Json, List, Value, load_dataset  # noqa: E402
from transformers import PrinterCallback, Qwen3ForSequenceClassification, Qwen3ForTokenClassification  # noqa: E402
from trl import DPOConfig, DPOTrainer, KTOConfig, KTOTrainer, RewardConfig, RewardTrainer, SFTConfig, SFTTrainer  # noqa: E402
from trl.experimental.prm import PRMConfig, PRMTrainer  # noqa: E402

datasets.logging.set_verbosity(logging.CRITICAL)
LISTS = {"prompt", "chosen", "rejected", "completion", "messages", "tools"}
SAMPLE = 12


def features_of(columns):
    kinds = {"id": Value("string"), "label": Value("bool"), "deviation": Json()}
    return Features({name: List(Json()) if name in LISTS else kinds[name] for name in columns})


def sides(row):
    return [(row["chosen"][0], True), (row["rejected"][0], False)]


# What each format's rows have to be, from the canonical ones.
EXPECTED = {
    "trl-dpo": lambda row: [{name: row[name] for name in ("id", "prompt", "chosen", "rejected", "tools", "deviation")}],
    "trl-sft": lambda row: [{"id": row["id"], "messages": trajectory(row), "tools": row["tools"]}] if is_whole(row) else [],
    "trl-sft-pc": lambda row: [{"id": row["id"], "prompt": row["prompt"], "completion": row["chosen"], "tools": row["tools"]}],
    "trl-kto": lambda row: [
        {"id": row["id"], "prompt": row["prompt"], "completion": [side], "label": label, "tools": row["tools"]} for side, label in sides(row)
    ],
    "trl-reward": lambda row: [
        {"id": row["id"], "chosen": row["prompt"] + row["chosen"], "rejected": row["prompt"] + row["rejected"], "tools": row["tools"]}
    ],
}


def check_loading(dataset, exports):
    for name, expect in EXPECTED.items():
        folder = exports / name
        expected = {split: [made for row in read_lines(dataset / "pairs" / f"{split}.jsonl") for made in expect(row)] for split in ("train", "test")}
        features = features_of(expected["train"][0])

        def loads(**options):
            loaded = load_dataset(str(folder), **options)
            for split, rows in expected.items():
                true(loaded[split].features == features, f"features of {split}: {loaded[split].features}")
                equal(list(loaded[split]), rows, f"rows of {split}")

        def reads():
            file = folder / "train.parquet"
            schema = str(pyarrow.parquet.ParquetFile(file).schema)
            columns = dict(duckdb.execute("select name, type from (describe select * from read_parquet(?)) t(name, type, a, b, c, d)", [str(file)]).fetchall())
            for column in features:
                true(columns[column] == ("JSON[]" if column in LISTS else {"id": "VARCHAR", "label": "BOOLEAN"}.get(column, "JSON")), f"DuckDB: {columns}")
            true(schema.count("(JSON)") == sum(column in LISTS or column == "deviation" for column in features), schema)
            count = duckdb.execute("select count(*) from read_parquet(?)", [str(file)]).fetchone()[0]
            true(count == len(expected["train"]), f"DuckDB counts {count} rows")

        check(f"{name}: loads as the canonical rows, List(Json()) in every split", loads)
        check(f"{name}: streams as the canonical rows", lambda: loads(streaming=True))
        check(f"{name}: pyarrow and DuckDB read its types", reads)


def check_lines(exports):
    """Lines of JSON, which need their card."""
    for name in EXPECTED:

        def loads():
            lines, tables = (load_dataset(str(folder / name)) for folder in (exports / "lines", exports))
            for split in tables:
                equal(list(lines[split]), list(tables[split]), split)

        check(f"{name}: as lines of JSON it loads as it does from Parquet", loads)


def predictions_of(path):
    made = defaultdict(list)
    for row in read_lines(path):
        made[row["consumer"], row["format"], row["id"], row["label"]].append(row)
    return made


def pick(name, exports, predicted):
    """Rows of a format whose text was predicted, in order, with the predictions."""
    data = load_dataset(str(exports / name), split="train")
    left = copy.deepcopy(predicted)
    places, told = [], []
    # A prompt with its one right completion is a judgement, too; its rows do not say so.
    labels = data["label"] if "label" in data.column_names else [True if "completion" in data.column_names else None] * len(data)
    for place, (row_id, label) in enumerate(zip(data["id"], labels)):
        of_row = left["trl", name, row_id, label]
        if of_row and len(places) < SAMPLE:
            places.append(place)
            told.append(of_row.pop(0))
    true(len(places) == SAMPLE, f"{len(places)} rows of {name} were predicted")
    return data.select(places), told


def rendered_rows(exports):
    return load_dataset("parquet", data_files=str(exports / "rendered" / "dpo-train.parquet"), split=f"train[:{SAMPLE}]")


def ended(text):
    return text.removesuffix("\n")


def prepared(trainer):
    trainer.remove_callback(PrinterCallback)
    return list(trainer.train_dataset)


def output(name):
    return f"{scratch.name}/{name}"


def dpo_trainer(model, tokenizer, data):
    return DPOTrainer(model=model, args=DPOConfig(output_dir=output("dpo"), max_length=None, **COMMON), train_dataset=data, processing_class=tokenizer)


def dpo_as_predicted(tokenizer, made, told):
    true(len(made) == len(told), f"{len(made)} rows of {len(told)}")
    for got, want in zip(made, told, strict=True):
        equal(decode(tokenizer, got["prompt_ids"]), want["prompt"], f"prompt of {want['id']}")
        for side, text in zip(("chosen", "rejected"), want["completions"], strict=True):
            equal(ended(decode(tokenizer, got[f"{side}_ids"])), text, f"{side} of {want['id']}")


def completion_as_predicted(tokenizer, made, told):
    true(len(made) == len(told), f"{len(made)} rows of {len(told)}")
    for got, want in zip(made, told, strict=True):
        marks = got.get("completion_mask") or [int(label != -100) for label in got["labels"]]
        learnt = decode(tokenizer, [token for token, mark in zip(got["input_ids"], marks, strict=True) if mark])
        rest = decode(tokenizer, [token for token, mark in zip(got["input_ids"], marks, strict=True) if not mark])
        equal(rest, want["prompt"], f"prompt of {want['id']}")
        equal(ended(learnt), want["completions"][0], f"completion of {want['id']}")


def check_training(exports, predicted, model, tokenizer):
    data, told = pick("trl-dpo", exports, predicted)
    dpo = dpo_trainer(model, tokenizer, data)
    made = prepared(dpo)
    check("DPO: the tokens are what the doctor predicted", lambda: dpo_as_predicted(tokenizer, made, told))
    check("DPO: two steps give a finite loss", lambda: trains(dpo))

    data, told = pick("trl-sft-pc", exports, predicted)
    sft = SFTTrainer(model=model, args=SFTConfig(output_dir=output("pc"), max_length=None, **COMMON), train_dataset=data, processing_class=tokenizer)
    made_pc = prepared(sft)
    check("SFT, prompt and completion: the tokens are what the doctor predicted, and the loss is on the completion", lambda: completion_as_predicted(tokenizer, made_pc, told))
    check("SFT, prompt and completion: two steps give a finite loss", lambda: trains(sft))

    data, _ = pick("trl-sft", exports, predicted)
    whole = SFTTrainer(
        model=model, args=SFTConfig(output_dir=output("sft"), max_length=None, assistant_only_loss=True, **COMMON), train_dataset=data, processing_class=tokenizer
    )
    made_sft = prepared(whole)
    check("SFT, assistant only: no reply of a tool is learnt", lambda: no_reply_learnt(tokenizer, data, made_sft))
    check("SFT, assistant only: two steps give a finite loss", lambda: trains(whole))

    data, told_kto = pick("trl-kto", exports, predicted)
    kto = KTOTrainer(model=model, args=KTOConfig(output_dir=output("kto"), max_length=None, **COMMON), train_dataset=data, processing_class=tokenizer)
    made_kto = prepared(kto)

    def kto_as_predicted():
        for got, want, row in zip(made_kto, told_kto, data, strict=True):
            equal(decode(tokenizer, got["prompt_ids"]), want["prompt"], f"prompt of {want['id']}")
            equal(ended(decode(tokenizer, got["completion_ids"])), want["completions"][0], f"completion of {want['id']}")
            true(got["label"] is row["label"], f"label of {want['id']}")

    check("KTO: the tokens are what the doctor predicted", kto_as_predicted)
    check("KTO: two steps give a finite loss", lambda: trains(kto))

    data, told_reward = pick("trl-reward", exports, predicted)
    judge = Qwen3ForSequenceClassification(tiny_config(tokenizer, num_labels=1))
    reward = RewardTrainer(model=judge, args=RewardConfig(output_dir=output("reward"), max_length=None, **COMMON), train_dataset=data, processing_class=tokenizer)
    made_reward = prepared(reward)

    def reward_as_predicted():
        for got, want in zip(made_reward, told_reward, strict=True):
            for side, text in zip(("chosen", "rejected"), want["completions"], strict=True):
                equal(ended(decode(tokenizer, got[f"{side}_ids"])), want["prompt"] + text, f"{side} of {want['id']}")

    check("Reward: the tokens are what the doctor predicted", reward_as_predicted)
    check("Reward: two steps give a finite loss", lambda: trains(reward))

    lines = read_lines(exports / "prm" / "train.jsonl")[:SAMPLE]
    marker = Qwen3ForTokenClassification(tiny_config(tokenizer, num_labels=2))
    args = PRMConfig(output_dir=output("prm"), max_length=None, max_completion_length=None, **COMMON)
    prm = PRMTrainer(model=marker, args=args, train_dataset=load_dataset("json", data_files=str(exports / "prm" / "train.jsonl"), split=f"train[:{SAMPLE}]"), processing_class=tokenizer)
    made_prm = prepared(prm)

    def steps_as_written():
        for got, row in zip(made_prm, lines, strict=True):
            equal(decode(tokenizer, got["input_ids"]), row["prompt"] + "".join(f"{step}\n" for step in row["completions"]), "text")
            equal([bool(label) for label in got["labels"] if label != -100], row["labels"], "labels")

    check("PRM: the tokens are the rows, a label at the end of each step", steps_as_written)
    check("PRM: two steps give a finite loss", lambda: trains(prm))

    rows = rendered_rows(exports)
    plain = dpo_trainer(model, tokenizer, rows)
    made_plain = prepared(plain)
    check("rendered: plain text is tokenized as it is, with one end of turn", lambda: plain_as_written(tokenizer, made_plain, rows))
    check("rendered: two DPO steps give a finite loss", lambda: trains(plain))

    data = load_dataset(str(exports / "nat"), split=f"train[:{SAMPLE}]")
    nat = SFTTrainer(model=model, args=SFTConfig(output_dir=output("nat"), max_length=None, **COMMON), train_dataset=data, processing_class=tokenizer)
    made_nat = prepared(nat)

    def outcomes_stand_first():
        for got, row in zip(made_nat, data, strict=True):
            text = decode(tokenizer, got["input_ids"])
            true(text.startswith("<|im_start|>system\nThe next message does"), f"{row['id']}: {text[:60]}")

    check("nat: the outcome stands first", outcomes_stand_first)
    check("nat: two steps give a finite loss", lambda: trains(nat))
    check_controls(exports, predicted, model, tokenizer)


def no_reply_learnt(tokenizer, data, made):
    seen = 0
    for row, got in zip(data, made, strict=True):
        learnt = decode(tokenizer, [token for token, label in zip(got["input_ids"], got["labels"], strict=True) if label != -100])
        seen += replies_not_learnt(learnt, row["messages"], row["id"])
    true(seen > 0, "no row has a reply to look for")


def plain_as_written(tokenizer, made, rows):
    for got, row in zip(made, rows, strict=True):
        equal(decode(tokenizer, got["prompt_ids"]), row["prompt"], "prompt")
        for side in ("chosen", "rejected"):
            equal(decode(tokenizer, got[f"{side}_ids"]), row[side], side)


def check_controls(exports, predicted, model, tokenizer):
    """Rows made wrong on purpose, each in a way that trainers were seen to swallow: the comparisons above have to find every one."""
    logging.getLogger("trl").setLevel(logging.ERROR)
    data, told = pick("trl-dpo", exports, predicted)
    rows = list(data)

    def wrong(change):
        spoilt = copy.deepcopy(rows)
        for row in spoilt:
            change(row)
        made = Dataset.from_list(spoilt, features=data.features)
        dpo_as_predicted(tokenizer, prepared(dpo_trainer(model, tokenizer, made)), told)

    def calls(row, side="chosen"):
        return [call["function"] for message in row[side] for call in message.get("tool_calls", [])]

    def fill_null(row):
        for call in calls(row):
            call["arguments"]["invented"] = None

    def as_text(row):
        for call in calls(row):
            call["arguments"] = str(call["arguments"])

    def no_calls(row):
        for message in row["chosen"]:
            message.pop("tool_calls", None)

    def no_tools(row):
        row["tools"] = row["tools"][:-1]

    def swap(row):
        row["chosen"], row["rejected"] = row["rejected"], row["chosen"]

    def history_in_answer(row):
        row["chosen"] = [row["prompt"][-1], *row["chosen"]]

    def ends_with_assistant(row):
        row["prompt"] = [*row["prompt"], {"role": "assistant", "content": "Let me see."}]

    for name, change in {
        "an argument filled with null": fill_null,
        "arguments as text": as_text,
        "calls dropped": no_calls,
        "a tool dropped": no_tools,
        "sides swapped": swap,
        "history inside the answer": history_in_answer,
        "a prompt that ends with the assistant": ends_with_assistant,
    }.items():
        caught(name, lambda: wrong(change))

    def inferred():
        made = load_dataset("json", data_files=str(exports / "lines" / "trl-dpo" / "train.jsonl"), split="train", on_mixed_types=None)
        equal([row["chosen"] for row in made][:SAMPLE], [row["chosen"] for row in rows], "chosen")

    def dates():
        path = Path(scratch.name) / "dates.jsonl"
        path.write_text('{"messages":[{"role":"user","content":"2026-01-05"}]}\n', encoding="utf-8")
        content = load_dataset("json", data_files=str(path), split="train")[0]["messages"][0]["content"]
        true(not isinstance(content, datetime.datetime), f"a date became {content!r}")

    def all_tokens():
        whole, _ = pick("trl-sft", exports, predicted)
        args = SFTConfig(output_dir=output("all"), max_length=None, **COMMON)
        made = prepared(SFTTrainer(model=model, args=args, train_dataset=whole, processing_class=tokenizer))
        no_reply_learnt(tokenizer, whole, [{**row, "labels": row.get("labels") or row["input_ids"]} for row in made])

    def second_end():
        lines = [{**row, "chosen": f"{row['chosen']}\n"} for row in rendered_rows(exports)]
        made = prepared(dpo_trainer(model, tokenizer, Dataset.from_list(lines)))
        plain_as_written(tokenizer, made, lines)
        for got in made:
            true(decode(tokenizer, got["chosen_ids"]).count("<|im_end|>") == 1, "two ends of turn")

    caught("types inferred in place of declared", inferred)
    caught("a text that is a date, without declared types", dates)
    caught("loss on all tokens", all_tokens)
    caught("white space after the end of turn", second_end)


def check_recipes(exports, model):
    """The settings that are shipped beside the rows, run as they say, two steps."""

    def runs(stage):
        config = f"trl-{stage}/{stage}.yaml"
        own = {"model_name_or_path": model, "max_steps": 2, "gradient_accumulation_steps": 1, "max_length": 16384, "use_cpu": True, "bf16": False}
        quiet = {"report_to": "none", "save_strategy": "no", "eval_strategy": "no", "output_dir": output(f"recipe-{stage}")}
        flags = [text for name, value in (own | quiet).items() for text in (f"--{name}", str(value))]
        script = Path(trl.__file__).parent / "scripts" / f"{stage}.py"
        made = subprocess.run([sys.executable, script, "--config", config, *flags], cwd=exports, capture_output=True, text=True)
        true(made.returncode == 0, made.stderr[-600:])

    for stage in ("sft", "dpo"):
        check(f"the recipe trl-{stage}/{stage}.yaml runs, two steps", lambda: runs(stage))


def main(dataset, exports, predictions):
    model, tokenizer = make_tiny((template_folder() / "qwen3.jinja").read_text(encoding="utf-8"))
    torch.manual_seed(0)
    check_loading(Path(dataset), Path(exports))
    check_lines(Path(exports))
    check_training(Path(exports), predictions_of(predictions), model, tokenizer)
    check_recipes(Path(exports), model)
    return finish()


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
