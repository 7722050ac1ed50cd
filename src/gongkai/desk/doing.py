"""What a view does with an action that says no: the sentence goes to the form, the officer can mend it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from gongkai.base.refusal import Refused

REFUSED = 422  # what was sent is understood, and not taken


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with; None where it is only asked for."""
    return request.POST if request.method == "POST" else None


def answered(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page with its form, if there is one: 422 where the form in `context["form"]` was refused, else 200."""
    form = context.get("form")
    status = REFUSED if form is not None and form.errors else 200
    return render(request, template, context, status=status)


def done(form: BaseForm, act: Callable[[], Any]) -> bool:
    """Run the action of a form that was sent and is valid. False where it was not run or refused: the form says why."""
    if not form.is_valid():
        return False
    try:
        act()
    except (Refused, PermissionDenied) as problem:
        form.add_error(None, str(problem))
    except ValidationError as problem:
        for name, sentences in _by_field(problem).items():
            form.add_error(name if name in form.fields else None, sentences)
    else:
        return True
    return False


def done_or_told(request: HttpRequest, form: BaseForm, act: Callable[[], Any]) -> bool:
    """`done`, where the form is drawn on another page: that one says why it was refused."""
    if done(form, act):
        return True
    for sentences in form.errors.values():
        for sentence in sentences:
            messages.error(request, str(sentence))
    return False


def _by_field(problem: ValidationError) -> dict[str, list[str]]:
    return problem.message_dict if hasattr(problem, "error_dict") else {NON_FIELD_ERRORS: problem.messages}
