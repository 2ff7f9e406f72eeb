#!/bin/sh
# A list of editions in parts, as an array of Slurm: sbatch --chdir=FOLDER deploy/slurm.sh, in the folder of
# catalogue.toml, on a file system that all nodes share. Behind it: umbruch catalogue merge.
#SBATCH --job-name=umbruch
#SBATCH --array=1-100
#SBATCH --cpus-per-task=1
#SBATCH --requeue
#SBATCH --open-mode=append
exec "${UMBRUCH:-umbruch}" catalogue build --jobs "${SLURM_CPUS_PER_TASK:-1}" --out "${OUT:-dist}"
