"""What every page stands on.

A page is a folder `pages/<audience>/<name>/` whose `view.py` has a docstring, an address
`ROUTE = Route("cases/<uuid:case_id>/")`, who may come in as `ACCESS` (PUBLIC, staff(Role…), ANY_STAFF,
BY_LINK, DEMO_ONLY), and `view(request, **kwargs)`. Addresses begin with "", "my/" or "practice/" by
audience; the name of a page is "<audience>:<name>".

`request.scope` says in which practice and as whom the caller acts; `request.at` is the moment,
`request.practice` the practice, `request.link` the link a patient came by.
`pages.render(request, template, page)` shows a page value as `page` and lets no template query;
`pages.see_other(name, …)` leads on after something was done. A `Problem` that a view raises becomes a page:
403 not you, 404 not there, 409 not now or not the newest, 422 not like this.

Templates extend `practice.html`, `public.html` or `portal.html` and fill the blocks `title` and `main`. The
parts they include are shown on the component page; values for them come from `present`, forms from `forms`.
"""
