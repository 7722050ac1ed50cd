"""{{ object|address }}: the path of the page that shows an object on the public site."""

from django import template

from gongkai.base.address import address as address_of

register = template.Library()
register.filter("address", address_of)
