"""The addresses of signing in through an identity platform. Without one in the settings they answer 404."""

from typing import Any

from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import Http404, HttpRequest, HttpResponse
from requests import RequestException


class Adapter(OpenIDConnectOAuth2Adapter):
    """Checks the token's signature always: inside an office network the platform may be without TLS."""

    def get_access_token_data(self, *args: Any, **kwargs: Any) -> Any:
        data = super().get_access_token_data(*args, **kwargs)
        self.did_fetch_access_token = False
        return data


def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    if "process" in request.GET:  # signing in is all; nothing is connected to an account
        raise Http404
    return _answer(OAuth2LoginView, request, provider_id)


def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    return _answer(OAuth2CallbackView, request, provider_id)


def _answer(view: Any, request: HttpRequest, provider_id: str) -> HttpResponse:
    response: HttpResponse
    try:
        response = view.adapter_view(Adapter(request, provider_id))(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    except (RequestException, KeyError, TypeError) as problem:
        # It does not answer, or with something that is not what the standard says.
        response = render_authentication_error(request, provider_id, exception=problem)
    return response
