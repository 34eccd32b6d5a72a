from hub.kernel.verdict import ALLOWED, deny, first_denial


def test_a_verdict_is_true_exactly_when_it_allows():
    assert ALLOWED
    assert not deny("recused", "You are recused.")


def test_the_first_refusal_is_the_one_that_is_told():
    one, two = deny("one", "1"), deny("two", "2")
    assert first_denial(ALLOWED, one, two) is one
    assert first_denial(ALLOWED, ALLOWED) is ALLOWED
    assert first_denial() is ALLOWED
