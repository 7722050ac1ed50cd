"""Template tags that draw. Usage: {% load charts %} {% bar_chart chart %}"""

from django import template

from gongkai.portal.charts import Chart

register = template.Library()


@register.inclusion_tag("portal/bar_chart.html")
def bar_chart(chart: Chart) -> dict[str, Chart]:
    return {"chart": chart}
