"""Addresses of one's own sign-in, under the names that the sign-in library looks for.

Only these: sign-up, mail addresses and passwords reset by mail do not exist here.
"""

from django.urls import path

from tadbir.accounts import sign_in
from tadbir.accounts.doors import open_page, own_account

urlpatterns = [
    path("connexion/", open_page(sign_in.SignIn.as_view()), name="account_login"),
    path("deconnexion/", open_page(sign_in.SignOut.as_view()), name="account_logout"),
    path("inactif/", open_page(sign_in.Inactive.as_view()), name="account_inactive"),
    path("code/", open_page(sign_in.EnterCode.as_view()), name="mfa_authenticate"),
    path("langue/", sign_in.set_language, name="set_language"),
    path(
        "mot-de-passe/",
        own_account(sign_in.ChangePassword.as_view()),
        name="account_change_password",
    ),
    path(
        "confirmer/",
        own_account(sign_in.ConfirmPassword.as_view()),
        name="account_reauthenticate",
    ),
    path("confirmer/code/", own_account(sign_in.ConfirmCode.as_view()), name="mfa_reauthenticate"),
    path("deux-etapes/", own_account(sign_in.SecondFactor.as_view()), name="mfa_index"),
    path(
        "deux-etapes/telephone/",
        own_account(sign_in.AddTelephone.as_view()),
        name="mfa_activate_totp",
    ),
    path(
        "deux-etapes/telephone/retirer/",
        own_account(sign_in.RemoveTelephone.as_view()),
        name="mfa_deactivate_totp",
    ),
    path(
        "deux-etapes/codes/",
        own_account(sign_in.RecoveryCodes.as_view()),
        name="mfa_view_recovery_codes",
    ),
    path(
        "deux-etapes/codes/renouveler/",
        own_account(sign_in.RenewRecoveryCodes.as_view()),
        name="mfa_generate_recovery_codes",
    ),
]
