"""One document in, one reading out: no disk, no network, no state kept between documents."""
