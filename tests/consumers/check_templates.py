"""Holds what the program renders through chat templates against what transformers renders.

usage: check_templates.py RENDERED.jsonl

RENDERED.jsonl is what render.ts printed. Exit code 1 if one text differs.
"""

import hashlib
import sys

from common import caught, check, finish, read_lines, template_folder, true

from transformers.utils.chat_template_utils import render_jinja_template  # noqa: E402


def render(template, messages, tools, prompts):
    try:
        texts, _ = render_jinja_template(conversations=[messages], tools=tools, chat_template=template, add_generation_prompt=prompts)
    except Exception:  # noqa: BLE001
        return None
    return hashlib.sha256(texts[0].encode()).hexdigest()


def main(path):
    first, *rendered = read_lines(path)
    pairs = first["pairs"]
    kinds = {"text beside a call": 0, "several calls": 0, "many tools": 0, "several turns": 0}
    for pair in pairs:
        said = [message for message in pair["prompt"] + pair["chosen"] if message["role"] == "assistant"]
        kinds["text beside a call"] += any(message["content"] and "tool_calls" in message for message in said)
        kinds["several calls"] += any(len(message.get("tool_calls", [])) > 1 for message in said)
        kinds["many tools"] += len(pair["tools"]) > 20
        kinds["several turns"] += sum(message["role"] == "user" for message in pair["prompt"]) > 1
    check(f"the {len(pairs)} pairs are of every shape: {kinds}", lambda: true(all(kinds.values()) and len(pairs) >= 500, str(kinds)))

    def same(template, change=lambda messages: messages):
        raised = 0
        for place, (pair, texts) in enumerate(zip(pairs, template["texts"], strict=True)):
            prompt = change(pair["prompt"])
            conversations = [prompt, prompt + pair["chosen"], prompt + pair["rejected"], prompt + pair["chosen"] + pair["after"]]
            for number, (messages, expected) in enumerate(zip(conversations, texts, strict=True)):
                got = render(template["source"], messages, pair["tools"], number == 0)
                raised += got is None
                true(got == expected, f"text {number} of pair {place} differs")
        true(raised < 2 * len(pairs), f"{raised} texts raise an error")
        if raised:
            print(f"        {raised} of {4 * len(pairs)} conversations are refused by the template, in both")

    for template in rendered:
        check(f"{template['name']}: rendered as in Python, to the byte", lambda: same(template))
    own = {path.stem for path in template_folder().glob("*.jinja")}
    listed = {template["name"] for template in rendered} - {"chatml"}
    check(f"{len(listed)} listed templates are in TRL's package", lambda: true(listed <= own and len(listed) >= 15, str(listed - own)))
    caught("a space more", lambda: same(rendered[0], lambda messages: [*messages[:-1], {**messages[-1], "content": messages[-1]["content"] + "x"}]))
    return finish()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
