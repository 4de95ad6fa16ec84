from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from tendik_web.access.ids import new_id


class User(AbstractBaseUser):
    id = models.CharField(primary_key=True, max_length=26, default=new_id, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=2, default="kk")
    is_active = models.BooleanField(default=True)
    created = models.DateTimeField(auto_now_add=True)
    objects = BaseUserManager()
    USERNAME_FIELD = "email"
