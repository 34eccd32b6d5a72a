from hub.rest.openapi import READ_PROBLEMS, WRITE_PROBLEMS, document_problems


def test_every_operation_names_its_problems_and_keeps_what_it_says_itself():
    own = {"description": "mine"}
    result = {"paths": {"/x": {"get": {"responses": {"200": {}, "404": own}}, "post": {"responses": {}}}}}
    described = document_problems(result, generator=None, request=None, public=True)
    get, post = (described["paths"]["/x"][method]["responses"] for method in ("get", "post"))
    assert get["404"] is own
    assert {str(status) for status in READ_PROBLEMS} <= set(get)
    assert {str(status) for status in WRITE_PROBLEMS} == set(post)
    assert post["412"] == {"$ref": "#/components/responses/Problem"}
    assert "Problem" in described["components"]["schemas"]
