"""What all checks of consumers share: offline scratch folders, a tally, a tiny model and its tokenizer.

Import it before anything of Hugging Face: it sets the environment that they read.
"""

import atexit
import importlib.util
import json
import os
import re
import sys
import tempfile
import traceback
import types
from pathlib import Path

scratch = tempfile.TemporaryDirectory(prefix="nearmiss-consumers-")
atexit.register(scratch.cleanup)
# A fresh cache, because a cached schema hides what a loader would do.
os.environ |= {
    "HF_HOME": f"{scratch.name}/hf",
    "HF_HUB_OFFLINE": "1",
    "HF_DATASETS_OFFLINE": "1",
    "TQDM_DISABLE": "1",
    "TRANSFORMERS_VERBOSITY": "error",
    "CUDA_VISIBLE_DEVICES": "",
    "TOKENIZERS_PARALLELISM": "false",
    "MODELSCOPE_CACHE": f"{scratch.name}/modelscope",
}


def bare(*packages):
    """Makes packages importable without running their own start, which asks for what their readers of data have no use for (Ray, vLLM, LangChain)."""
    for name in packages:
        parent, _, last = name.rpartition(".")
        places = [f"{place}/{last}" for place in sys.modules[parent].__path__] if parent else importlib.util.find_spec(name).submodule_search_locations
        sys.modules[name] = types.ModuleType(name)
        sys.modules[name].__path__ = list(places)
        if parent:
            setattr(sys.modules[parent], last, sys.modules[name])


tally = {"passed": 0, "failed": 0}


def check(name, holds):
    """Runs one check and prints how it went; the check fails when it raises."""
    try:
        holds()
    except Exception as error:  # noqa: BLE001
        tally["failed"] += 1
        print(f"not ok  {name}\n{''.join(traceback.format_exception(error, limit=-3))}", flush=True)
    else:
        tally["passed"] += 1
        print(f"ok      {name}", flush=True)


def caught(name, corrupted):
    """A negative control: the check passes when what was made wrong on purpose is found."""

    def finds():
        try:
            corrupted()
        except Exception as error:  # noqa: BLE001
            print(f"        caught: {str(error).strip().splitlines()[0][:120]}")
        else:
            raise AssertionError("it was not found, so the checks above prove nothing about it")

    check(f"negative control: {name}", finds)


def finish():
    """The exit code of all checks so far."""
    print(f"\n{tally['passed']} passed, {tally['failed']} failed", flush=True)
    return 1 if tally["failed"] else 0


def equal(got, expected, what):
    """Equality to the letter: 1 is not 1.0 nor True, and the order of keys counts."""
    got, expected = (json.dumps(value, ensure_ascii=False) for value in (got, expected))
    if got != expected:
        at = next((i for i, (a, b) in enumerate(zip(got, expected)) if a != b), min(len(got), len(expected)))
        raise AssertionError(f"{what}: at {at}\n   got ...{got[max(0, at - 60) : at + 60]}\n  want ...{expected[max(0, at - 60) : at + 60]}")


def true(condition, what):
    if not condition:
        raise AssertionError(what)


def read_lines(path):
    path = Path(path)
    lines = path.read_text(encoding="utf-8").split("\n") if path.exists() else []
    return [json.loads(line) for line in lines if line]


def count_nulls(text):
    return len(re.findall(r"\b(?:null|None)\b", text))


def trajectory(row):
    return row["prompt"] + row["chosen"] + row["continuation"]["chosen"]


def is_whole(row):
    last = trajectory(row)[-1]
    return last["role"] == "assistant" and "tool_calls" not in last


def template_folder():
    import trl

    return Path(trl.__file__).parent / "chat_templates"


def make_tokenizer(template):
    """A tokenizer of the 256 bytes, so that decoding gives every character back."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast

    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    special = ["<|im_start|>", "<|im_end|>", "<|pad|>"]
    raw = Tokenizer(models.BPE(vocab={token: place for place, token in enumerate(alphabet + special)}, merges=[]))
    raw.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    raw.decoder = decoders.ByteLevel()
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=raw, eos_token="<|im_end|>", pad_token="<|pad|>", clean_up_tokenization_spaces=False)
    tokenizer.add_special_tokens({"additional_special_tokens": ["<|im_start|>"]})
    tokenizer.chat_template = template
    return tokenizer


def tiny_config(tokenizer, **more):
    from transformers import Qwen3Config

    return Qwen3Config(
        vocab_size=len(tokenizer),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        num_key_value_heads=1,
        head_dim=8,
        intermediate_size=32,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
        **more,
    )


def make_tiny(template):
    """A random Qwen3 of a few thousand weights in a folder, and its tokenizer."""
    import torch
    from transformers import Qwen3ForCausalLM

    folder = Path(scratch.name) / "tiny"
    tokenizer = make_tokenizer(template)
    torch.manual_seed(0)
    Qwen3ForCausalLM(tiny_config(tokenizer)).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return str(folder), tokenizer


def decode(tokenizer, ids):
    return tokenizer.decode(ids, skip_special_tokens=False)


def call_text(call):
    """A call as Qwen's templates print it, by hand."""
    function = call["function"]
    return f'<tool_call>\n{{"name": "{function["name"]}", "arguments": {json.dumps(function["arguments"], ensure_ascii=False)}}}\n</tool_call>'


def replies_not_learnt(learnt, messages, row_id):
    """No reply of a tool is among what is learnt, but where the assistant itself quotes it. Gives how many were looked for."""
    said = [message for message in messages if message["role"] == "assistant"]
    own = "\n".join([message["content"] for message in said] + [call_text(call) for message in said for call in message.get("tool_calls", [])])
    replies = [message["content"] for message in messages if message["role"] == "tool" and len(message["content"]) > 20]
    for content in replies:
        true(learnt.count(content) <= own.count(content), f"{row_id}: a reply of a tool is trained on")
    return len(replies)


# Arguments of every trainer: the processor, two steps, nothing kept.
COMMON = {"use_cpu": True, "bf16": False, "report_to": "none", "save_strategy": "no", "disable_tqdm": True, "seed": 0, "max_steps": 2, "per_device_train_batch_size": 2, "logging_steps": 1}


def trains(trainer):
    """Two steps, each with a finite loss."""
    import math

    trainer.train()
    losses = [entry["loss"] for entry in trainer.state.log_history if "loss" in entry]
    true(len(losses) == 2 and all(math.isfinite(loss) for loss in losses), f"losses {losses}")
