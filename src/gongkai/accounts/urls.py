"""The pages of accounts: those of allauth that are offered, under the names by which it knows them."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as social
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from gongkai.accounts import oidc, views

urlpatterns = [
    path("login/", account.login, name="account_login"),
    # By POST alone: a link that someone else plants must not end a session.
    path("logout/", require_POST(account.logout), name="account_logout"),
    path("signed-out/", views.SignedOut.as_view(), name="account_signed_out"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", never_cache(account.reauthenticate), name="account_reauthenticate"),
    path("password/", views.ChangePassword.as_view(), name="account_change_password"),
    path("2fa/", never_cache(mfa.index), name="mfa_index"),
    path("2fa/authenticate/", never_cache(mfa.authenticate), name="mfa_authenticate"),
    path("2fa/reauthenticate/", never_cache(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("2fa/activate/", views.Activate.as_view(), name="mfa_activate_totp"),
    path("2fa/deactivate/", never_cache(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("2fa/codes/", never_cache(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "2fa/codes/generate/", never_cache(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"
    ),
    path("2fa/codes/download/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("oidc/<slug:provider_id>/login/", oidc.login, name="openid_connect_login"),
    path("oidc/<slug:provider_id>/callback/", oidc.callback, name="openid_connect_callback"),
    path("oidc/cancelled/", social.login_cancelled, name="socialaccount_login_cancelled"),
]
