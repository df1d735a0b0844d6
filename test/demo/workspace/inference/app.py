"""Portraits on fal: text in, pictures out.

    fal deploy inference/app.py::PortraitStudio
"""

import time
import uuid
from dataclasses import dataclass, field

import fal
from fal.toolkit import Image
from fastapi import HTTPException
from pydantic import BaseModel, Field

from inference.pipeline import PortraitPipeline

SIZES = {
    "square": (1024, 1024),
    "portrait": (832, 1216),
    "landscape": (1216, 832),
}

STYLES = {
    "studio": "soft key light, grey backdrop, 85mm",
    "street": "late sun, shallow depth of field, 35mm",
    "film": "grain, muted colours, slight halation",
}

# Words that are refused, whatever stands around them.
BLOCKED = (
    "passport",
    "id card",
    "driving licence",
    "signature",
)


class PortraitInput(BaseModel):
    prompt: str = Field(description="Who is in the picture, and how they look.")
    style: str = Field(default="studio", description="One of studio, street, film.")
    image_size: str = Field(default="portrait")
    num_images: int = Field(default=1, ge=1, le=4)
    num_steps: int = Field(default=28)
    guidance_scale: float = Field(default=3.5, ge=1, le=12)
    seed: int | None = Field(default=None)


class PortraitOutput(BaseModel):
    images: list[Image]
    seed: int
    timings: dict[str, float]


class UpscaleInput(BaseModel):
    image_url: str
    factor: int = Field(default=2, ge=2, le=4)


class UpscaleOutput(BaseModel):
    image: Image


@dataclass
class Stopwatch:
    """Collects how long each stage took, in seconds."""

    laps: dict[str, float] = field(default_factory=dict)
    started: float = field(default_factory=time.perf_counter)

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self.laps[name] = round(now - self.started, 3)
        self.started = now


def check_prompt(prompt: str) -> None:
    if not prompt.strip():
        raise HTTPException(422, "The prompt is empty.")
    for word in BLOCKED:
        if word in prompt.lower():
            raise HTTPException(422, f"Documents are not drawn here: {word}.")


def pick_seed(wanted: int | None) -> int:
    return wanted if wanted is not None else uuid.uuid4().int >> 64


def size_of(name: str) -> tuple[int, int]:
    try:
        return SIZES[name]
    except KeyError:
        known = ", ".join(SIZES)
        raise HTTPException(422, f"image_size is one of {known}.") from None


class PortraitStudio(fal.App):
    machine_type = "GPU-H100"
    keep_alive = 300
    min_concurrency = 0
    max_concurrency = 4
    requirements = [
        "torch==2.5.1",
        "diffusers==0.32.2",
        "accelerate==1.2.1",
        "transformers==4.48.0",
    ]

    def setup(self) -> None:
        watch = Stopwatch()
        self.pipe = PortraitPipeline.load("portrait-studio/base")
        watch.lap("load")
        self.pipe.warm_up(SIZES["portrait"])
        watch.lap("warm up")
        for stage, seconds in watch.laps.items():
            print(f"[info] {stage} took {seconds} s")

    def arguments(self, given: PortraitInput, seed: int) -> dict:
        width, height = size_of(given.image_size)
        return {
            "prompt": f"{given.prompt}, {STYLES.get(given.style, STYLES['studio'])}",
            "width": width,
            "height": height,
            "count": given.num_images,
            "guidance_scale": given.guidance_scale,
            "options": {"num_steps": given.num_steps, "seed": seed},
        }

    @fal.endpoint("/upscale")
    def upscale(self, given: UpscaleInput) -> UpscaleOutput:
        picture = self.pipe.upscale(given.image_url, given.factor)
        return UpscaleOutput(image=Image.from_pil(picture))

    @fal.endpoint("/turbo")
    def turbo(self, given: PortraitInput) -> PortraitOutput:
        return self.generate(given.model_copy(update={"num_steps": 4}))

    @fal.endpoint("/")
    def generate(self, given: PortraitInput) -> PortraitOutput:
        watch = Stopwatch()
        check_prompt(given.prompt)
        seed = pick_seed(given.seed)
        arguments = self.arguments(given, seed)
        watch.lap("prepare")

        if given.num_images > 1:
            print(f"[debug] one seed for all: {seed}")
        print(f"[info] drawing {given.num_images} in {given.num_steps} steps")
        images = self.pipe(**arguments).images
        watch.lap("draw")

        return PortraitOutput(
            images=[Image.from_pil(image) for image in images],
            seed=seed,
            timings=watch.laps,
        )
