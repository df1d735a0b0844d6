"""Wraps the diffusion model: one call draws a batch."""

from dataclasses import dataclass

import torch
from diffusers import FluxPipeline
from diffusers.utils import load_image
from PIL import Image

WARM_UP_STEPS = 4

# Sigmas are made once for each number of steps that is offered.
OFFERED_STEPS = (4, 8, 16, 28, 50)


@dataclass
class Drawn:
    images: list[Image.Image]


def sigmas(steps: int) -> torch.Tensor:
    """Falls from 1 to 0, slower at the end, where faces take their shape."""
    return torch.linspace(1.0, 0.0, steps + 1)[:-1] ** 0.9


class PortraitPipeline:
    def __init__(self, model: FluxPipeline) -> None:
        self.model = model
        self.schedule = {steps: sigmas(steps) for steps in OFFERED_STEPS}

    @classmethod
    def load(cls, name: str) -> "PortraitPipeline":
        model = FluxPipeline.from_pretrained(name, torch_dtype=torch.bfloat16)
        return cls(model.to("cuda"))

    def warm_up(self, size: tuple[int, int]) -> None:
        width, height = size
        options = {"num_steps": WARM_UP_STEPS, "seed": 0}
        self("a chair", width, height, 1, 3.5, options)

    def upscale(self, url: str, factor: int) -> Image.Image:
        picture = load_image(url)
        width, height = picture.size
        return picture.resize((width * factor, height * factor), Image.LANCZOS)

    @torch.inference_mode()
    def __call__(
        self,
        prompt: str,
        width: int,
        height: int,
        count: int,
        guidance_scale: float,
        options: dict[str, int],
    ) -> Drawn:
        generator = torch.Generator("cuda")
        generator.manual_seed(options["seed"])

        # Whoever asks for a number of steps that is not offered gets a KeyError;
        # the endpoint's input allows any number, so this does happen:
        # this is the line that the demo's tracebacks point to.
        steps = self.schedule[options["num_steps"]]
        drawn = self.model(
            prompt=prompt,
            width=width,
            height=height,
            num_images_per_prompt=count,
            guidance_scale=guidance_scale,
            sigmas=steps.tolist(),
            generator=generator,
        )
        return Drawn(images=drawn.images)
