"""Every code of a refusal of the library: its cause and its cure in a sentence."""

from types import MappingProxyType

CODES = MappingProxyType(
    {
        "answer-not-a-date": "An answer is no day of the calendar: write it like 2026-11-30, or leave it open.",
        "answer-out-of-range": "An answer is a number that the template does not foresee: stay within what it says.",
        "date-without-step": "With these answers a critical date has no step: let it have the `when` of the step.",
        "empty-fragment": "The plan's answers leave nothing of a fragment: take the rough step out instead.",
        "not-a-rough-step": "A step names no fragment, so nothing can replace it: expand one of the rough steps.",
        "rough-step-begun": "A rough step has progress: take it away, expand the step, and enter it where it belongs.",
        "template-too-long": "The work of a template goes on behind the calendar's end: shorten its durations.",
        "unknown-answer": "An answer is none of those that the question takes: choose one of them.",
        "unknown-country": "An answer names no country with known holidays: write two letters such as DE, or US-NY.",
        "unknown-fragment": "No group of steps has that name: choose one that the library has.",
        "unknown-question": "The template asks no such question: mend its name or leave it out.",
        "unknown-rough-step": "The plan has no such step: name one that it has.",
        "unknown-template": "No template has that name: choose one of the list.",
        "wrong-kind-of-answer": "An answer is of another kind than its question asks for: write what it asks for.",
    }
)
