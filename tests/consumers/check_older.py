"""Runs the trainers that pin an older `datasets` on exports: LLaMA-Factory and TRL before per-row tools.

usage: check_older.py DATASET EXPORTS PREDICTIONS.jsonl TEMPLATE.jinja

What LLaMA-Factory makes of a row is read off its own pipeline (registry, converter, template) as labels, and held against the canonical row.
Exit code 1 if one check fails.
"""

import contextlib
import copy
import io
import itertools
import json
import logging
import re
import sys
from pathlib import Path

from common import COMMON, caught, check, decode, equal, finish, is_whole, make_tiny, read_lines, replies_not_learnt, scratch, trains, trajectory, true

import datasets  # noqa: E402
import yaml  # noqa: E402
from datasets import Dataset, load_dataset  # noqa: E402
from llamafactory.data import get_dataset, get_template_and_fix_tokenizer  # noqa: E402
from llamafactory.hparams import get_train_args  # noqa: E402
from llamafactory.model import load_tokenizer  # noqa: E402
from llamafactory.train.tuner import run_exp  # noqa: E402
from transformers import AutoModelForCausalLM  # noqa: E402
from trl import DPOConfig, DPOTrainer, SFTConfig, SFTTrainer  # noqa: E402

datasets.logging.set_verbosity(logging.CRITICAL)
logging.disable(logging.WARNING)
SAMPLE = 12
numbers = itertools.count()


def calls_in(text):
    return [json.loads(found) for found in re.findall(r"<tool_call>\n(.*?)\n</tool_call>(?=\n<tool_call>|<\|im_end\|>)", text, re.DOTALL)]


def calls_of(message):
    return [{"name": call["function"]["name"], "arguments": call["function"]["arguments"]} for call in message.get("tool_calls", [])]


def factory(model, folder, stage, name):
    """LLaMA-Factory's arguments for one stage."""
    return {
        "model_name_or_path": model,
        "stage": stage,
        "do_train": True,
        "finetuning_type": "full",
        "dataset": name,
        "dataset_dir": str(folder),
        "template": "qwen",
        "cutoff_len": 16384,
        "output_dir": f"{scratch.name}/factory-{next(numbers)}",
        "max_steps": 2,
        "per_device_train_batch_size": 2,
        "report_to": "none",
        "save_strategy": "no",
        "use_cpu": True,
        "overwrite_cache": True,
        "disable_tqdm": True,
    }


def factory_rows(args):
    model_args, data_args, training_args, _, _ = get_train_args(dict(args))
    module = load_tokenizer(model_args)
    template = get_template_and_fix_tokenizer(module["tokenizer"], data_args)
    stage = {"dpo": "rm"}.get(args["stage"], args["stage"])
    with quiet():
        return list(get_dataset(template, model_args, data_args, training_args, stage=stage, **module)["train_dataset"])


def quiet():
    """LLaMA-Factory prints whole rows."""
    return contextlib.redirect_stdout(io.StringIO())


def run_quietly(args):
    with quiet():
        run_exp(dict(args))


def learnt(tokenizer, row, prefix=""):
    return decode(tokenizer, [token for token in row[f"{prefix}labels"] if token != -100])


def side_as_written(text, message, row_id):
    equal(calls_in(text), calls_of(message), f"calls of {row_id}")
    true(message["content"] in text, f"words of {row_id}")


def check_factory(rows, folder, model, tokenizer):
    args = {stage: factory(model, folder, stage, f"nearmiss_{stage}") for stage in ("dpo", "sft", "kto")}

    def preferences():
        made = factory_rows(args["dpo"])
        true(len(made) == len(rows), f"{len(made)} rows of {len(rows)}")
        for row, got in zip(rows, made, strict=True):
            for side in ("chosen", "rejected"):
                side_as_written(learnt(tokenizer, got, f"{side}_"), row[side][0], row["id"])
                prompt = decode(tokenizer, got[f"{side}_input_ids"])
                for tool in row["tools"]:
                    true(json.dumps(tool["function"]["name"], ensure_ascii=False) in prompt, f"tool {tool['function']['name']} of {row['id']}")

    def trajectories():
        whole = [row for row in rows if is_whole(row)]
        made = factory_rows(args["sft"])
        true(len(made) == len(whole), f"{len(made)} rows of {len(whole)}")
        for row, got in zip(whole, made, strict=True):
            said = [message for message in trajectory(row) if message["role"] == "assistant"]
            text = learnt(tokenizer, got)
            equal(calls_in(text), [call for message in said for call in calls_of(message)], f"calls of {row['id']}")
            replies_not_learnt(text, trajectory(row), row["id"])

    def judgements():
        made = factory_rows(args["kto"])
        true(len(made) == 2 * len(rows), f"{len(made)} rows of {2 * len(rows)}")
        for row, right, wrong in zip(rows, made[::2], made[1::2], strict=True):
            equal([right["kto_tags"], wrong["kto_tags"]], [True, False], f"labels of {row['id']}")
            for got, side in ((right, "chosen"), (wrong, "rejected")):
                side_as_written(learnt(tokenizer, got), row[side][0], row["id"])

    check("LLaMA-Factory, dpo: it keeps every row, and learns the calls and words of both sides", preferences)
    check("LLaMA-Factory, sft: it keeps every row, and learns every call", trajectories)
    check("LLaMA-Factory, kto: it keeps every row, with its label", judgements)
    for stage, own in args.items():
        check(f"LLaMA-Factory, {stage}: two steps", lambda: run_quietly(own))

    def recipe(stage):
        shipped = yaml.safe_load((folder / f"{stage}.yaml").read_text(encoding="utf-8"))
        shipped.pop("eval_strategy", None), shipped.pop("eval_dataset", None), shipped.pop("num_train_epochs", None)
        run_quietly(shipped | {name: args[stage][name] for name in ("model_name_or_path", "dataset_dir", "max_steps", "report_to", "save_strategy", "use_cpu", "cutoff_len")} | {"output_dir": f"{scratch.name}/recipe-{stage}", "gradient_accumulation_steps": 1, "preprocessing_num_workers": None})

    for stage in ("sft", "dpo"):
        check(f"LLaMA-Factory, the recipe {stage}.yaml runs, two steps", lambda: recipe(stage))

    def spoilt(change, **entry):
        place = Path(scratch.name) / "spoilt"
        place.mkdir(exist_ok=True)
        lines = [copy.deepcopy(line) for line in read_lines(folder / "dpo-train.jsonl")]
        for line in lines:
            change(line)
        (place / "dpo-train.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        info = json.loads((folder / "dataset_info.json").read_text(encoding="utf-8"))["nearmiss_dpo"] | entry
        (place / "dataset_info.json").write_text(json.dumps({"nearmiss_dpo": info}), encoding="utf-8")
        made = factory_rows(factory(model, place, "dpo", "nearmiss_dpo"))
        true(len(made) == len(rows), f"{len(made)} rows of {len(rows)}")
        for row, got in zip(rows, made, strict=True):
            side_as_written(learnt(tokenizer, got, "chosen_"), row["chosen"][0], row["id"])

    caught("two results in a row", lambda: spoilt(lambda line: line["conversations"].append({"from": "observation", "value": "x"})))
    caught("calls given as words", lambda: spoilt(lambda line: line["chosen"].update({"from": "gpt"})))
    caught("no ranking in dataset_info.json", lambda: spoilt(lambda line: None, ranking=False))


def check_legacy(exports, predictions, model, tokenizer):
    told = {(row["table"], row["id"]): row for row in predictions if row["consumer"] == "trl-legacy"}

    def pick(table):
        data = load_dataset("json", data_files=str(exports / "trl-legacy" / f"{table}-train.jsonl"), split="train")
        places = [place for place, row_id in enumerate(data["id"]) if (table, row_id) in told][:SAMPLE]
        return data.select(places), [told[table, data[place]["id"]] for place in places]

    data, want = pick("dpo")
    options = {"max_length": None, "max_prompt_length": None, "max_completion_length": None}
    weights = AutoModelForCausalLM.from_pretrained(model)
    # This TRL looks for an attribute that models of newer transformers no longer have.
    weights.warnings_issued = {}
    trainer = DPOTrainer(model=weights, ref_model=AutoModelForCausalLM.from_pretrained(model), args=DPOConfig(output_dir=f"{scratch.name}/dpo", **options, **COMMON), train_dataset=data, processing_class=tokenizer)
    made = list(trainer.train_dataset)

    def as_predicted():
        for got, row in zip(made, want, strict=True):
            equal(decode(tokenizer, got["prompt_input_ids"]), row["prompt"], f"prompt of {row['id']}")
            for side, text in zip(("chosen", "rejected"), row["completions"], strict=True):
                # This TRL puts an end of turn after the line feed that the template ends with.
                got_text = decode(tokenizer, got[f"{side}_input_ids"]).removesuffix("<|im_end|>").removesuffix("\n")
                equal(got_text.removesuffix("<|im_end|>"), text.removesuffix("<|im_end|>"), f"{side} of {row['id']}")

    check("older TRL, DPO: the tokens are what the doctor predicted", as_predicted)
    check("older TRL, DPO: two steps give a finite loss", lambda: trains(trainer))
    whole, _ = pick("sft")
    sft = SFTTrainer(model=model, args=SFTConfig(output_dir=f"{scratch.name}/sft", max_length=None, **COMMON), train_dataset=whole, processing_class=tokenizer)
    check("older TRL, SFT: two steps give a finite loss", lambda: trains(sft))

    def objects():
        rows = read_lines(exports / "lines" / "trl-dpo" / "train.jsonl")
        try:
            loaded = list(Dataset.from_list(rows))
        except Exception as error:
            raise AssertionError(f"it does not load: {error}") from error
        for got, row in zip(loaded, rows, strict=True):
            equal(got["chosen"], row["chosen"], f"chosen of {row['id']}")

    caught("rows with objects, with an older datasets", objects)


def main(dataset, exports, predictions, template):
    rows = read_lines(Path(dataset) / "pairs" / "train.jsonl")
    model, tokenizer = make_tiny(Path(template).read_text(encoding="utf-8"))
    check_factory(rows, Path(exports) / "llamafactory", model, tokenizer)
    check_legacy(Path(exports), read_lines(predictions), model, tokenizer)
    return finish()


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
